import type { Deployer, WriteProblem, WriteSettings } from '../domain/deployer.ts'
import type { RolloutTrouble, TargetRollout, WorkloadRollout } from '../domain/deploys/target-rollout.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'

export interface ApplyDeps {
  deployer: Pick<Deployer, 'prepare' | 'write'>
  clock: Pick<Clock, 'now'>
  store: Pick<Store, 'read'>
  beginWrite: Operation<TargetRollout>
}

/** Its own status changes may collide with our write many times in a row. */
const LEAST_WAIT_MS = 300
const RECENT_DEPLOYS = 5
/** Longer than a call to a cluster is given. */
const LATE_WRITE_MS = 20_000

export type AppliedWorkload =
  /** `rollout` is what is stored by now. */
  | { outcome: 'watching'; rollout: TargetRollout; workload: WorkloadRollout; clockAheadMs: number }
  | { outcome: 'trouble'; rollout: TargetRollout; trouble: RolloutTrouble; againAt: number }
  | { outcome: 'refused'; reason: string; message: string }
  /** The lock is somebody else's by now, or the rollout is over. */
  | { outcome: 'stopped' }

/** Brings one workload to the plan, or finds that it is there: never assumes that an earlier attempt did or did not. */
export async function applyWorkload(
  deps: ApplyDeps,
  rollout: TargetRollout,
  { index, settings, isRollback }: { index: number; settings: WriteSettings; isRollback: boolean },
): Promise<AppliedWorkload> {
  const { deployer, clock } = deps
  const workload = rollout.workloads[index]
  if (!workload) return { outcome: 'stopped' }
  const { change, before } = workload
  const prepared = await deployer.prepare(rollout, change, { ...settings, before, now: clock.now() })
  if (prepared.outcome === 'adopted') {
    const until = isRollback ? await lateWriteUntil(deps.store, rollout) : 0
    if (until > clock.now()) return settling(rollout, { until, now: clock.now() })
    return watching(rollout, workload, prepared)
  }
  if (prepared.outcome !== 'ready') return problem(rollout, prepared, clock.now())
  const begun = await deps.beginWrite({
    actor: { kind: 'system', job: 'reconcile-rollout' },
    input: {
      rolloutId: rollout.id,
      workload: index,
      before: prepared.before,
      clockAheadMs: prepared.clockAheadMs,
    },
  })
  if (!begun.ok) return { outcome: 'stopped' }
  const { resourceVersion } = prepared
  const applying = begun.value.workloads[index] ?? workload
  // What was just found of the others is not stored yet.
  const stored = { ...begun.value, workloads: rollout.workloads.with(index, applying) }
  const now = clock.now()
  const written = await deployer.write(rollout, change, {
    ...settings,
    before: prepared.before,
    resourceVersion,
    now,
  })
  if (written.outcome === 'written') return watching(stored, applying, written)
  return problem(stored, written, clock.now())
}

/** A write of the deploy that was pre-empted may still arrive, if its process died or lost the answer. */
async function lateWriteUntil(store: Pick<Store, 'read'>, rollout: TargetRollout): Promise<number> {
  const { project, service, environment, region } = rollout
  const others = await store.read(async (reads) => {
    const recent = await reads.deploys.recent({ projects: [project], service, environment }, RECENT_DEPLOYS)
    const all = await Promise.all(recent.map(({ id }) => reads.rollouts.ofDeploy(id)))
    return all.flat().filter((other) => other.region === region && other.id !== rollout.id)
  })
  const undecided = others.filter(({ workloads }) => workloads.some(({ step }) => step === 'applying'))
  return Math.max(0, ...undecided.map(({ finishedAt }) => (finishedAt ?? 0) + LATE_WRITE_MS))
}

function settling(rollout: TargetRollout, { until, now }: { until: number; now: number }): AppliedWorkload {
  const since = rollout.trouble?.code === 'settling' ? rollout.trouble.since : now
  return { outcome: 'trouble', rollout, trouble: { code: 'settling', message: '', since }, againAt: until }
}

function watching(
  rollout: TargetRollout,
  workload: WorkloadRollout,
  { record, clockAheadMs }: { record: NonNullable<WorkloadRollout['record']>; clockAheadMs: number },
): AppliedWorkload {
  return { outcome: 'watching', rollout, workload: { ...workload, step: 'watching', record }, clockAheadMs }
}

function problem(rollout: TargetRollout, met: WriteProblem, now: number): AppliedWorkload {
  if (met.outcome === 'refused') {
    const { reason, details = {} } = met.refusal
    // Where it is stands beside it anyway.
    const { region: _region, service: _service, workload: _workload, ...more } = details
    const words = Object.values(more).filter((value) => value !== null)
    return { outcome: 'refused', reason, message: words.join(' ') }
  }
  const { code, message, afterMs } = met
  const since = rollout.trouble?.code === code ? rollout.trouble.since : now
  const againAt = now + Math.max(afterMs, LEAST_WAIT_MS)
  return { outcome: 'trouble', rollout, trouble: { code, message, since }, againAt }
}
