import type { Deployer, WriteProblem, WriteSettings } from '../domain/deployer.ts'
import type { RolloutTrouble, TargetRollout, WorkloadRollout } from '../domain/deploys/target-rollout.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'

export interface ApplyDeps {
  deployer: Pick<Deployer, 'prepare' | 'write'>
  clock: Pick<Clock, 'now'>
  beginWrite: Operation<TargetRollout>
}

/** Its own status changes may collide with our write many times in a row. */
const LEAST_WAIT_MS = 300

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
  { index, settings }: { index: number; settings: WriteSettings },
): Promise<AppliedWorkload> {
  const { deployer, clock } = deps
  const workload = rollout.workloads[index]
  if (!workload) return { outcome: 'stopped' }
  const { change, before } = workload
  const prepared = await deployer.prepare(rollout, change, { ...settings, before, now: clock.now() })
  if (prepared.outcome === 'adopted') {
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
  const now = clock.now()
  const written = await deployer.write(rollout, change, {
    ...settings,
    before: prepared.before,
    resourceVersion,
    now,
  })
  const applying = begun.value.workloads[index] ?? workload
  if (written.outcome === 'written') return watching(begun.value, applying, written)
  return problem(begun.value, written, clock.now())
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
