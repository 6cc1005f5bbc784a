import type { ControllerRevision, DaemonSet, Pod, PodTemplate } from '../kubernetes-objects.ts'
import { countedProgress, REVISION_LABEL } from './counted-pods.ts'
import { foreignImage } from './images.ts'
import { isOwnedBy } from './pods.ts'
import type { RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Progress, WaitingFor } from './verdict.ts'

export interface DaemonSetView {
  readonly revisions: readonly ControllerRevision[]
  readonly pods: readonly Pod[]
  readonly rollout: RolloutRecord
  readonly now: number
}

export function seeDaemonSet(set: DaemonSet, { revisions, pods, rollout, now }: DaemonSetView): Seen {
  const { metadata, spec, status = {} } = set
  const hasObserved = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  const newest = newestRevision(revisions, metadata.uid)
  const ours = newest && hasOurImages(newest, rollout) ? newest : undefined
  const hash = ours?.metadata.labels?.[REVISION_LABEL] ?? null
  const owned = pods.filter((pod) => isOwnedBy(pod.metadata, metadata.uid))
  const newPods = owned.filter((pod) => hash !== null && pod.metadata.labels?.[REVISION_LABEL] === hash)
  const oldPods = owned.filter((pod) => !newPods.includes(pod))
  const desired = status.desiredNumberScheduled ?? 0
  const running = status.currentNumberScheduled ?? desired
  const progress = countedProgress(
    {
      desired,
      running,
      updated: hasObserved ? (status.updatedNumberScheduled ?? 0) : 0,
      ready: status.numberReady ?? 0,
      available: status.numberAvailable ?? 0,
    },
    { newPods, oldPods, minReadySeconds: spec.minReadySeconds ?? 0, now },
  )
  const isByHand = spec.updateStrategy?.type === 'OnDelete'
  return {
    revision: newest ? String(newest.revision) : null,
    templateHash: hash,
    isOurs: ours !== undefined && hasObserved,
    progress,
    waitingFor: waitingFor(set, progress, { hasObserved, isKnown: ours !== undefined }),
    newPods,
    oldPods,
    maker: { uid: metadata.uid, conditions: [], isShort: running < desired, made: progress.updated },
    overdue: null,
    deadlineMs: rollout.deadlineMs,
    manual: hasObserved && isByHand ? { code: 'on-delete', weight: 'waiting', message: '' } : null,
    isPaused: false,
    notes: hasObserved && desired === 0 ? [{ code: 'no-nodes' }] : [],
  }
}

function newestRevision(
  revisions: readonly ControllerRevision[],
  uid: string,
): ControllerRevision | undefined {
  return revisions
    .filter(({ metadata }) => isOwnedBy(metadata, uid))
    .reduce<ControllerRevision | undefined>(
      (newest, one) => (newest && newest.revision >= one.revision ? newest : one),
      undefined,
    )
}

/** The revision's data is a patch of the template; the list may be older than the DaemonSet. */
function hasOurImages({ data }: ControllerRevision, rollout: RolloutRecord): boolean {
  const template = (data as { spec?: { template?: PodTemplate } } | undefined)?.spec?.template
  return template?.spec === undefined || foreignImage(template, rollout.images) === null
}

function waitingFor(
  { status = {} }: DaemonSet,
  { updated, desired }: Progress,
  { hasObserved, isKnown }: { hasObserved: boolean; isKnown: boolean },
): WaitingFor | null {
  if (!hasObserved) return 'controller'
  if (!isKnown) return 'new-replica-set'
  if (updated < desired) return 'new-pods'
  return (status.numberAvailable ?? 0) < desired ? 'available' : null
}
