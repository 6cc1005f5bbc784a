import type { Workload } from '../kubernetes-objects.ts'
import { foldFindings } from './fold.ts'
import { foreignImage } from './images.ts'
import { firstMemory } from './memory.ts'
import type { ReasonCode } from './reasons.ts'
import type { RolloutRecord } from './record.ts'
import { NO_PROGRESS } from './seen.ts'
import type { Phase, Verdict } from './verdict.ts'

interface Why {
  readonly phase: Phase
  readonly code: ReasonCode
  readonly message: string
  readonly container?: string
}

/** What can be said before its status is read: it is gone, another one, older than our write, or changed since. */
export function earlyVerdict(workload: Workload | null, rollout: RolloutRecord): Verdict | null {
  if (!workload || workload.metadata.deletionTimestamp) {
    return bare(workload, rollout, { phase: 'failed', code: 'workload-deleted', message: '' })
  }
  const { uid, generation = 0 } = workload.metadata
  if (uid !== rollout.uid) {
    return bare(workload, rollout, { phase: 'failed', code: 'workload-recreated', message: uid })
  }
  if (generation < rollout.generation) return staleView(workload, rollout)
  const foreign = foreignImage(workload.spec.template, rollout.images)
  if (!foreign) return null
  const { container, image } = foreign
  return bare(workload, rollout, {
    phase: 'superseded',
    code: 'changed-by-another',
    message: image ?? '',
    container,
  })
}

/** A cache that is older than what we know decides nothing. */
export function staleView(workload: Workload, rollout: RolloutRecord): Verdict {
  return { ...bare(workload, rollout, null), phase: 'rolling', waitingFor: 'fresh-view' }
}

/** A verdict on the object itself; nothing of its status counts. */
export function bare(workload: Workload | null, rollout: RolloutRecord, why: Why | null): Verdict {
  const desired = workload ? desiredOf(workload) : 0
  return {
    phase: why?.phase ?? 'rolling',
    waitingFor: null,
    progress: { ...NO_PROGRESS, desired },
    reasons: why ? foldFindings([{ ...why, weight: 'fatal' }], 0) : [],
    isServing: false,
    oldServing: 0,
    stableAt: null,
    notes: [],
    memory: rollout.memory ?? firstMemory(rollout, desired),
  }
}

function desiredOf(workload: Workload): number {
  if (workload.kind === 'DaemonSet') return workload.status?.desiredNumberScheduled ?? 0
  return workload.spec.replicas ?? 1
}
