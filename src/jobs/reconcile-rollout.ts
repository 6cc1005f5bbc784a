import type { Deployer } from '../domain/deployer.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { targetKey } from '../domain/deploys/deploy-record.ts'
import type { RolloutTrouble, TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job, JobResult } from './job.ts'
import { applyWorkload, type ApplyDeps } from './reconcile-rollout-apply.ts'
import { endOf, seenOf } from './reconcile-rollout-look.ts'
import { createWritePauses, type WritePauses } from './reconcile-rollout-pauses.ts'
import { saveRollout } from './reconcile-rollout-save.ts'
import { planTargetNow, planWorkloadAgain } from './reconcile-rollout-replan.ts'
import type { RolloutWatches } from './rollout-watches.ts'
import type { TargetTurns } from './target-turns.ts'

export interface ReconcileRolloutDeps extends ApplyDeps {
  store: Store
  clock: Clock
  deployer: Deployer
  deployPolicy: DeployPolicy
  watches: RolloutWatches
  endRollout: Operation<DeployRecord>
  /** Of this process: at most one writes to a target. */
  turns: TargetTurns
}

/** The watches wake it; this heals what they did not tell. */
const LOOK_AGAIN_MS = 5_000
const UNSEEN_LOOK_MS = 1_000
/** Where the workload sets no deadline of its own. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEADLINE_MS = 600_000
const GIVE_UP_MS = 6 * 3_600_000

/** Brings one target to what was decided and tells what is true of it, until the judge says that it is over. */
export function createReconcileRollout(given: ReconcileRolloutDeps): Job {
  const deps: Deps = { ...given, pauses: createWritePauses() }
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
        forget(deps, item.key)
        return { done: true }
      }
      return reconcile(deps, read.record, read.rollout)
    },
  }
}

type Deps = ReconcileRolloutDeps & { pauses: WritePauses }

interface Step {
  rollout: TargetRollout
  /** When to look again, null: as usual. */
  againAt: number | null
  /** What stands in the way of one of the workloads. */
  trouble: RolloutTrouble | null
}

async function reconcile(deps: Deps, record: DeployRecord, stored: TargetRollout): Promise<JobResult> {
  let step: Step = { rollout: stored, againAt: null, trouble: null }
  if (stored.workloads.length === 0) {
    const planned = await planTargetNow(deps, record, stored)
    if ('reason' in planned) return endBadly(deps, planned)
    step = planned
  }
  for (const index of stored.workloads.keys()) {
    const taken = await takeForward(deps, record, { ...step, index })
    if (taken === 'stopped') return { again: deps.clock.now() + UNSEEN_LOOK_MS }
    if ('reason' in taken) return endBadly(deps, taken)
    step = taken
  }
  const now = deps.clock.now()
  const next = { ...step.rollout, trouble: step.trouble }
  const saved = await saveRollout(deps.store, { stored, next, record, now })
  if (!saved) return { again: now }
  const end = (next.workloads.length > 0 ? endOf(next.workloads) : null) ?? outOfPatience(next, now)
  if (end) return endWith(deps, stored.id, end)
  const isWatched = step.againAt === null || next.workloads.some(({ step: at }) => at === 'watching')
  return { again: Math.min(step.againAt ?? Infinity, isWatched ? nextLookAt(next, now) : Infinity) }
}

type Taken = Step | 'stopped' | { reason: string; message: string; rollout: TargetRollout }

async function takeForward(
  deps: Deps,
  record: DeployRecord,
  { rollout, againAt, trouble, index }: Step & { index: number },
): Promise<Taken> {
  const workload = rollout.workloads[index]
  if (!workload || workload.step === 'ended') return { rollout, againAt, trouble }
  if (workload.step === 'watching') return look(deps, { rollout, againAt, trouble, index })
  const paused = deps.pauses.of(rollout.id, index, deps.clock.now())
  if (paused) return { rollout, ...earlier({ againAt, trouble }, paused) }
  const settings = { stabilityMs: stabilityOf(deps, record), deadlineMs: DEADLINE_MS }
  // Who was pre-empted may still be in the middle of its call.
  const applied = await deps.turns.take(targetKey(rollout), () =>
    applyWorkload(deps, rollout, { index, settings, isRollback: record.kind === 'rollback' }),
  )
  switch (applied.outcome) {
    case 'stopped':
      return 'stopped'
    case 'refused':
      if (applied.reason !== 'plan-changed' || isBound(record, rollout)) return { ...applied, rollout }
      return planAgain(deps, record, { rollout, againAt, trouble, index })
    case 'trouble':
      deps.pauses.note(rollout.id, index, applied)
      return { rollout: applied.rollout, ...earlier({ againAt, trouble }, applied) }
    case 'watching': {
      const workloads = applied.rollout.workloads.with(index, applied.workload)
      const { clockAheadMs } = applied
      const watched = { ...applied.rollout, workloads, clockAheadMs }
      return look(deps, { rollout: watched, againAt, trouble, index })
    }
  }
}

async function planAgain(
  deps: Deps,
  record: DeployRecord,
  { rollout, againAt, trouble, index }: Step & { index: number },
): Promise<Taken> {
  const planned = await planWorkloadAgain(deps, record, { rollout, index })
  if ('reason' in planned) return planned
  return { rollout: planned.rollout, ...earlier({ againAt, trouble }, planned) }
}

async function look(
  { watches, deployer, clock }: Deps,
  { rollout, againAt, trouble, index }: Step & { index: number },
): Promise<Step> {
  const workload = rollout.workloads[index]
  if (!workload?.record) return { rollout, againAt, trouble }
  const now = clock.now()
  const { clockAheadMs } = rollout
  const looked = watches.of(rollout).look(workload.record, workload.change, { now, clockAheadMs })
  if (looked.outcome === 'unseen') {
    const { code, message } = looked
    const since = rollout.trouble?.code === code ? rollout.trouble.since : now
    const met = code === 'watching' ? rollout.trouble : { code, message, since }
    return { rollout, ...earlier({ againAt, trouble }, { againAt: now + UNSEEN_LOOK_MS, trouble: met }) }
  }
  const seen = await seenOf(deployer, rollout, { workload, look: looked, now })
  const record = { ...workload.record, memory: looked.verdict.memory }
  const workloads = rollout.workloads.with(index, { ...workload, record, seen })
  return { rollout: { ...rollout, workloads }, againAt, trouble }
}

/** The first trouble is told, the earliest look counts. */
function earlier(
  before: Pick<Step, 'againAt' | 'trouble'>,
  met: { againAt: number; trouble: RolloutTrouble | null },
): Pick<Step, 'againAt' | 'trouble'> {
  return {
    againAt: Math.min(before.againAt ?? met.againAt, met.againAt),
    trouble: before.trouble ?? met.trouble,
  }
}

async function endBadly(
  deps: Deps,
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
  deps: Deps,
  rolloutId: string,
  end: { as: 'succeeded' | 'failed'; reason: string | null },
): Promise<JobResult> {
  await deps.endRollout({ actor: { kind: 'system', job: 'reconcile-rollout' }, input: { rolloutId, ...end } })
  forget(deps, rolloutId)
  return { done: true }
}

function forget({ watches, pauses }: Deps, rolloutId: string): void {
  watches.forget(rolloutId)
  pauses.forget(rolloutId)
}

function outOfPatience(rollout: TargetRollout, now: number): ReturnType<typeof endOf> {
  const since = rollout.startedAt ?? now
  return now - since > GIVE_UP_MS ? { as: 'failed', reason: rollout.trouble?.code ?? 'still-running' } : null
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

function stabilityOf({ deployPolicy, clock }: Deps, record: DeployRecord): number {
  const policy = effectivePolicy(deployPolicy, record, clock.now())
  return policy.ok ? policy.value.stabilityMs : 60_000
}
