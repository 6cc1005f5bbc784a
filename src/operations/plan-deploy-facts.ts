import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { withCommits } from './plan-deploy-commits.ts'
import { obstacleOf } from './plan-deploy-obstacles.ts'
import { previousRelease, type Previous } from './plan-deploy-previous.ts'
import { planTargets } from './plan-deploy-targets.ts'
import { wantedRelease } from './plan-deploy-version.ts'
import { warningsOf } from './plan-deploy-warnings.ts'
import { wavesFor } from './plan-deploy-waves.ts'
import { no, userOf } from './request-deploy-decided.ts'
import { rightsAt } from './request-deploy-rights.ts'

export interface PlanDeployInput {
  kind: DeployKind
  project: string
  service: string
  environment: string
  version: string
  regions: string[] | 'all'
}

export type Drafted = Omit<Draft, 'id' | 'createdAt'>

interface Call {
  actor: Actor
  input: PlanDeployInput
  now: number
  deps: DeployDeps
}

/** The plan, or the first reason why there is none: what is cheap to know is asked first, the clusters last. */
export async function gatherPlan(call: Call): Promise<Outcome<Drafted>> {
  const { actor, input, now, deps } = call
  const rights = await rightsAt(deps, { actor, place: input, now })
  if (!rights.ok) return rights
  const denial = whoCan(input.kind === 'rollback' ? 'roll-back' : 'deploy', rights.value)
  if (denial) return no(denial)
  const waves = wavesFor(rights.value, input)
  if (!waves.ok) return waves
  const chosen = await chooseRelease(deps, input)
  if (!chosen.ok) return chosen
  return planWith(call, { rights: rights.value, waves: waves.value, ...chosen.value })
}

async function chooseRelease(deps: DeployDeps, input: PlanDeployInput): Promise<Outcome<Previous>> {
  if (input.kind === 'rollback') return previousRelease(deps, input)
  const wanted = await wantedRelease(deps, input)
  return wanted.ok ? allowed({ release: wanted.value, undoes: null }) : wanted
}

async function planWith(
  { actor, input, now, deps }: Call,
  chosen: Previous & { rights: WhoCanFacts; waves: Wave[] },
): Promise<Outcome<Drafted>> {
  const { release, undoes, waves } = chosen
  const { policy } = chosen.rights
  const { kind, project, service, environment } = input
  const regions = waves.flatMap((wave) => wave.regions.map(({ region }) => region))
  const { environments } = deps.deployPolicy
  const known = await deps.store.read(async (reads) => ({
    obstacle: kind === 'deploy' ? await obstacleOf(reads, { ...input, regions, release, policy }, now) : null,
    warnings: await warningsOf(reads, { place: input, release, policy, environments, now }),
  }))
  if (known.obstacle) return no(known.obstacle)
  const { warnings } = known
  const planned = await planTargets(deps.deployer, { place: input, waves, release, warnings })
  if (!planned.ok) return planned
  const { targets, fromName } = await deps.store.read((reads) =>
    withCommits(reads, input, { targets: planned.value, release }),
  )
  const asked = { kind, project, service, environment, regions: input.regions }
  const plan = { project, digest: release.digest, targets }
  return allowed({ ...asked, release, fromName, plan, undoes, requesterId: userOf(actor) })
}
