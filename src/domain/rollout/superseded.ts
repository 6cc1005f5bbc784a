import type { Workload } from '../kubernetes-objects.ts'
import { bare, staleView } from './early.ts'
import type { RolloutMemory, RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Verdict } from './verdict.ts'

/**
 * Once our revision is known, another one means that somebody changed the template after us, even with the same
 * images: its success is not ours. Revisions of Deployments and DaemonSets are numbers that only grow, so that a
 * smaller one is an old view.
 */
export function wasReplaced(
  workload: Workload,
  seen: Seen,
  { rollout, memory }: { rollout: RolloutRecord; memory: RolloutMemory },
): Verdict | null {
  const ours = memory.revision ?? rollout.revision
  if (ours !== null && seen.revision !== null && seen.revision !== ours) {
    if (workload.kind !== 'StatefulSet' && Number(seen.revision) < Number(ours))
      return staleView(workload, rollout)
    return bare(workload, rollout, {
      phase: 'superseded',
      code: 'changed-by-another',
      message: seen.revision,
    })
  }
  const hash = memory.templateHash ?? rollout.templateHash
  if (hash !== null && seen.templateHash !== null && seen.templateHash !== hash) {
    return bare(workload, rollout, {
      phase: 'superseded',
      code: 'changed-by-another',
      message: seen.templateHash,
    })
  }
  return null
}
