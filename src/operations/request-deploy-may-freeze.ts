import type { Actor, Outcome, Refusal } from '../domain/actor.ts'
import type { DeployFilter } from '../domain/deploys/records.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import type { Denial } from '../domain/denial.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { knownGroups } from '../domain/membership.ts'
import { rightsAt } from './request-deploy-rights.ts'

export interface FreezePlace {
  /** null: every project. */
  project: string | null
  environment: string
}

/** null: may freeze, or lift a freeze there. Admins and who is on call may; deployers may for one project of theirs. */
export async function whyNotFreeze(
  deps: DeployDeps,
  wish: { actor: Actor; place: FreezePlace; now: number },
): Promise<Refusal | null> {
  return whyNotStop(deps, wish, 'may-not-freeze')
}

/** null: may lock a service there. Who may deploy there may; admins and who is on call may too. */
export async function whyNotLock(
  deps: DeployDeps,
  wish: { actor: Actor; place: FreezePlace & { project: string }; now: number },
): Promise<Refusal | null> {
  return whyNotStop(deps, wish, 'may-not-lock')
}

async function whyNotStop(
  deps: DeployDeps,
  { actor, place, now }: { actor: Actor; place: FreezePlace; now: number },
  otherwise: 'may-not-freeze' | 'may-not-lock',
): Promise<Refusal | null> {
  const { project, environment } = place
  if (!deps.deployPolicy.environments.some(({ name }) => name === environment)) {
    return { reason: 'environment-unknown', details: { environment } }
  }
  const rights =
    project === null
      ? null
      : await rightsAt(deps, { actor, place: { project, environment }, now, fresh: true })
  if (rights && !rights.ok && rights.refusal.reason === 'project-unknown') return rights.refusal
  if (actor.kind !== 'person' || actor.isAdmin) return null
  const answers = [await onCall(deps, actor.userId), deploys(rights)]
  if (answers.includes('in')) return null
  const reason = answers.includes('unknown') ? 'membership-unknown' : otherwise
  const next = answers.includes('unknown') ? 'retry' : 'ask-admin'
  const denial: Denial = { reason, details: { project, environment }, next }
  return denial
}

type Answer = 'in' | 'out' | 'unknown'

async function onCall({ directory, deployPolicy }: DeployDeps, userId: string): Promise<Answer> {
  const group = deployPolicy.onCallGroup
  if (group === null) return 'out'
  return (await knownGroups(directory, [group], { userId, fresh: true }))[group] ?? 'unknown'
}

function deploys(rights: Outcome<WhoCanFacts> | null): Answer {
  if (!rights?.ok) return 'out'
  const denial = whoCan('deploy', rights.value)
  if (!denial) return 'in'
  return denial.reason === 'membership-unknown' ? 'unknown' : 'out'
}

export function frozenDeploys({ project, environment }: FreezePlace): DeployFilter {
  return project === null ? { environment } : { projects: [project], environment }
}
