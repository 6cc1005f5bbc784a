import type { HorizontalPodAutoscaler, Workload } from '../kubernetes-objects.ts'
import type { RolloutMemory, RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Note } from './verdict.ts'

interface Around {
  readonly rollout: RolloutRecord
  readonly memory: RolloutMemory
  readonly hpa: HorizontalPodAutoscaler | null
}

/** What people should know beside the verdict; none of it changes the verdict. */
export function circumstances(workload: Workload, seen: Seen, around: Around): readonly Note[] {
  const { progress } = seen
  const { rollout, memory, hpa } = around
  const notes: Note[] = [...seen.notes]
  if (seen.isOurs && rollout.revisionBefore !== null && seen.revision === rollout.revisionBefore) {
    notes.push({ code: 'no-pods-changed' })
  }
  if (seen.isPaused) notes.push({ code: 'paused' })
  if (progress.desired === 0 && workload.kind !== 'DaemonSet') notes.push({ code: 'scaled-to-zero' })
  if (progress.desired !== memory.desired) {
    notes.push({ code: 'replicas-changed', from: memory.desired, to: progress.desired })
  }
  if (progress.oldTerminating > 0) notes.push({ code: 'old-pods-draining', count: progress.oldTerminating })
  if (hpa && scales(hpa, workload)) {
    const { minReplicas, maxReplicas } = hpa.spec
    notes.push({
      code: 'autoscaled',
      min: minReplicas ?? 1,
      max: maxReplicas,
      atMax: progress.desired >= maxReplicas,
    })
  }
  return notes
}

function scales({ spec }: HorizontalPodAutoscaler, { kind, metadata }: Workload): boolean {
  return spec.scaleTargetRef.kind === kind && spec.scaleTargetRef.name === metadata.name
}
