import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { projectNamed } from '../domain/catalogue.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { WhoCanFacts } from '../domain/deploys/who-can.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { rightsFacts } from '../domain/deploys/known-groups.ts'

export interface RightsWish {
  actor: Actor
  place: { project: string; environment: string }
  now: number
  /** Whether groups are asked now instead of remembered. */
  fresh?: boolean
}

/** Policy of a place and what `whoCan` is asked with there. Asks Slack: before a transaction only. */
export async function rightsAt(deps: DeployDeps, wish: RightsWish): Promise<Outcome<WhoCanFacts>> {
  const { actor, place, now, fresh = false } = wish
  const unknown = refused('project-unknown', { project: place.project })
  if (!projectNamed(deps.catalogue, place.project)) return unknown
  const policy = effectivePolicy(deps.deployPolicy, place, now)
  if (!policy.ok) return policy
  const facts = await rightsFacts(deps, { actor, project: place.project, policy: policy.value, fresh })
  return facts ? allowed(facts) : unknown
}

/** The same about a deploy that exists, with groups asked now. */
export async function rightsOfDeploy(
  deps: DeployDeps,
  { actor, deployId, now }: { actor: Actor; deployId: string; now: number },
): Promise<Outcome<WhoCanFacts>> {
  const record = await deps.store.read((reads) => reads.deploys.get(deployId))
  if (!record) return refused('deploy-unknown', { deployId })
  return rightsAt(deps, { actor, place: record, now, fresh: true })
}

/** The same about an approval. */
export async function rightsOfApproval(
  deps: DeployDeps,
  { actor, approvalId, now }: { actor: Actor; approvalId: string; now: number },
): Promise<Outcome<WhoCanFacts>> {
  const approval = await deps.store.read((reads) => reads.approvals.get(approvalId))
  if (!approval) return refused('approval-unknown', { approvalId })
  return rightsOfDeploy(deps, { actor, deployId: approval.subjectId, now })
}
