import type { Deployer } from '../domain/deployer.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job, JobResult } from './job.ts'
import { applyWorkload, type ApplyDeps } from './reconcile-rollout-apply.ts'
import { endOf, seenOf } from './reconcile-rollout-look.ts'
import { saveRollout } from './reconcile-rollout-save.ts'
import { planWorkloadAgain } from './reconcile-rollout-replan.ts'
import type { RolloutWatches } from './rollout-watches.ts'

export interface ReconcileRolloutDeps extends ApplyDeps {
  store: Store
  clock: Clock
  deployer: Deployer
  deployPolicy: DeployPolicy
  watches: RolloutWatches
  endRollout: Operation<DeployRecord>
}

/** The watches wake it; this heals what they did not tell. */
const LOOK_AGAIN_MS = 5_000
const UNSEEN_LOOK_MS = 1_000
/** Where the workload sets no deadline of its own. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEADLINE_MS = 600_000
const GIVE_UP_MS = 6 * 3_600_000

/** Brings one target to what was decided and tells what is true of it, until the judge says that it is over. */
export function createReconcileRollout(deps: ReconcileRolloutDeps): Job {
  return {
    kind: 'reconcile-rollout',
    concurrency: 100,
    async run(item): Promise<JobResult> {
      const read = await deps.store.read(async (reads) => {
        const rollout = await reads.rollouts.get(item.key)
        const record = rollout && (await reads.deploys.get(rollout.deployId))
        return rollout && record ? { rollout, record } : null
      })
      if (!read || stateOf(read.record, item.key) !== 'running') {
        deps.watches.forget(item.key)
        return { done: true }
      }
      return reconcile(deps, read.record, read.rollout)
    },
  }
}

interface Step {
  rollout: TargetRollout
  /** When to look again, null: as usual. */
  againAt: number | null
}

async function reconcile(
  deps: ReconcileRolloutDeps,
  record: DeployRecord,
  stored: TargetRollout,
): Promise<JobResult> {
  let step: Step = { rollout: stored, againAt: null }
  for (const index of stored.workloads.keys()) {
    const taken = await takeForward(deps, record, { ...step, index })
    if (taken === 'stopped') return { again: deps.clock.now() + UNSEEN_LOOK_MS }
    if ('reason' in taken) return endBadly(deps, taken)
    step = taken
  }
  const now = deps.clock.now()
  const saved = await saveRollout(deps.store, { stored, next: step.rollout, record, now })
  if (!saved) return { again: now }
  const end = endOf(step.rollout.workloads) ?? outOfPatience(step.rollout, now)
  if (end) return endWith(deps, stored.id, end)
  return { again: step.againAt ?? nextLookAt(step.rollout, now) }
}

type Taken = Step | 'stopped' | { reason: string; message: string; rollout: TargetRollout }

async function takeForward(
  deps: ReconcileRolloutDeps,
  record: DeployRecord,
  { rollout, againAt, index }: Step & { index: number },
): Promise<Taken> {
  const workload = rollout.workloads[index]
  if (!workload || workload.step === 'ended') return { rollout, againAt }
  if (workload.step === 'watching') return look(deps, { rollout, againAt, index })
  const settings = { stabilityMs: stabilityOf(deps, record), deadlineMs: DEADLINE_MS }
  const applied = await applyWorkload(deps, rollout, { index, settings })
  switch (applied.outcome) {
    case 'stopped':
      return 'stopped'
    case 'refused':
      if (applied.reason !== 'plan-changed' || isBound(record, rollout)) return { ...applied, rollout }
      return planWorkloadAgain(deps, record, { rollout, index })
    case 'trouble':
      return { rollout: { ...applied.rollout, trouble: applied.trouble }, againAt: applied.againAt }
    case 'watching': {
      const workloads = applied.rollout.workloads.with(index, applied.workload)
      const { clockAheadMs } = applied
      const watched = { ...applied.rollout, workloads, clockAheadMs, trouble: null }
      return look(deps, { rollout: watched, againAt, index })
    }
  }
}

async function look(
  { watches, deployer, clock }: ReconcileRolloutDeps,
  { rollout, againAt, index }: Step & { index: number },
): Promise<Step> {
  const workload = rollout.workloads[index]
  if (!workload?.record) return { rollout, againAt }
  const now = clock.now()
  const { clockAheadMs } = rollout
  const looked = watches.of(rollout).look(workload.record, workload.change, { now, clockAheadMs })
  if (looked.outcome === 'unseen') {
    const { code, message } = looked
    const since = rollout.trouble?.code === code ? rollout.trouble.since : now
    const trouble = code === 'watching' ? rollout.trouble : { code, message, since }
    return { rollout: { ...rollout, trouble }, againAt: now + UNSEEN_LOOK_MS }
  }
  const seen = await seenOf(deployer, rollout, { workload, look: looked, now })
  const record = { ...workload.record, memory: looked.verdict.memory }
  const workloads = rollout.workloads.with(index, { ...workload, record, seen })
  return { rollout: { ...rollout, workloads, trouble: null }, againAt }
}

async function endBadly(
  deps: ReconcileRolloutDeps,
  { reason, message, rollout }: { reason: string; message: string; rollout: TargetRollout },
): Promise<JobResult> {
  const now = deps.clock.now()
  const trouble = { code: reason, message, since: now }
  await deps.store.transaction(async (tx) => {
    const fresh = await tx.rollouts.get(rollout.id)
    if (fresh) await tx.rollouts.update({ ...fresh, trouble, version: fresh.version + 1 })
  })
  return endWith(deps, rollout.id, { as: 'failed', reason })
}

async function endWith(
  deps: ReconcileRolloutDeps,
  rolloutId: string,
  end: { as: 'succeeded' | 'failed'; reason: string | null },
): Promise<JobResult> {
  await deps.endRollout({ actor: { kind: 'system', job: 'reconcile-rollout' }, input: { rolloutId, ...end } })
  deps.watches.forget(rolloutId)
  return { done: true }
}

function outOfPatience(rollout: TargetRollout, now: number): ReturnType<typeof endOf> {
  const since = rollout.startedAt ?? now
  return now - since > GIVE_UP_MS ? { as: 'failed', reason: 'still-running' } : null
}

/** When the stability window ends, or soon. What waits for old pods after its window is told by the watches. */
function nextLookAt({ workloads }: TargetRollout, now: number): number {
  const ends = workloads.flatMap(({ seen }) =>
    seen?.stableAt && seen.stableAt > seen.at ? [seen.stableAt + 100] : [],
  )
  return Math.max(now + 200, Math.min(now + LOOK_AGAIN_MS, ...ends))
}

function stateOf(record: DeployRecord, rolloutId: string): string | undefined {
  return record.waves.flatMap(({ rollouts }) => rollouts).find(({ id }) => id === rolloutId)?.state
}

/** Somebody said yes to exactly this change. */
function isBound(record: DeployRecord, rollout: TargetRollout): boolean {
  return record.kind === 'deploy' && record.waves[rollout.wave]?.approval === 'approved'
}

function stabilityOf({ deployPolicy, clock }: ReconcileRolloutDeps, record: DeployRecord): number {
  const policy = effectivePolicy(deployPolicy, record, clock.now())
  return policy.ok ? policy.value.stabilityMs : 60_000
}
