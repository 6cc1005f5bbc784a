import type { Actor } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { targetKey, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import { mayAsk } from '../domain/members.ts'
import type { Reads, Store } from '../domain/store.ts'
import { loadEtas } from './deploy-view-etas.ts'
import { closedRegions, loadQueues, type TargetLock } from './deploy-view-locks.ts'

export type DeployViewReads = Pick<Reads, 'deploys' | 'rollouts' | 'approvals' | 'locks'>

export interface DeployViewDeps {
  catalogue: Catalogue
  deployPolicy: DeployPolicy
}

/** Everything that is told of one deploy, of one snapshot; null when there is none of this id. */
export async function loadDeployView(
  reads: DeployViewReads,
  deps: DeployViewDeps,
  deployId: string,
  now: number,
): Promise<DeployView | null> {
  const record = await reads.deploys.get(deployId)
  return record && viewOfRecord(reads, deps, { record, now })
}

/** The same of a record that was just read. */
export async function viewOfRecord(
  reads: DeployViewReads,
  deps: DeployViewDeps,
  { record, now }: { record: DeployRecord; now: number },
): Promise<DeployView> {
  const rollouts = inOrder(record, await reads.rollouts.ofDeploy(record.id))
  const locks: TargetLock[] = []
  for (const rollout of rollouts) locks.push({ rollout, lock: await reads.locks.get(targetKey(rollout)) })
  const policy = effectivePolicy(deps.deployPolicy, record, now)
  return {
    record,
    rollouts,
    approvals: await reads.approvals.of(record.id),
    queues: await loadQueues(reads, locks),
    etas: await loadEtas(reads, runningOf(record, rollouts), now),
    closed: closedRegions(locks, now),
    team: ownerTeam(deps.catalogue, record.project),
    policy: policy.ok ? policy.value : null,
    now,
  }
}

export type DeployViewQuery = (call: {
  actor: Actor
  input: { deployId: string }
}) => Promise<DeployView | null>

/** For who opens a deploy from a list or a card; null too for those who may not ask. */
export function createDeployViewQuery(
  deps: DeployViewDeps & { store: Pick<Store, 'read'>; now(): number },
): DeployViewQuery {
  return async ({ actor, input }) => {
    if (mayAsk(actor)) return null
    return deps.store.read((reads) => loadDeployView(reads, deps, input.deployId, deps.now()))
  }
}

function inOrder(record: DeployRecord, rollouts: readonly TargetRollout[]): TargetRollout[] {
  const ids = record.waves.flatMap((wave) => wave.rollouts.map(({ id }) => id))
  return rollouts.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

function runningOf(record: DeployRecord, rollouts: readonly TargetRollout[]): TargetRollout[] {
  const states = new Map(record.waves.flatMap((wave) => wave.rollouts.map(({ id, state }) => [id, state])))
  return rollouts.filter(({ id }) => states.get(id) === 'running')
}
