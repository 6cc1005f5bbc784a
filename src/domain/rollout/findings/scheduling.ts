import type { KubernetesEvent, Pod } from '../../kubernetes-objects.ts'
import { newestEvent } from '../events.ts'
import type { Finding } from '../reasons.ts'
import { eventTime, timeOf } from '../times.ts'

/** A node that was ordered and has not come after this is not coming. */
const SCALE_UP_MS = 15 * 60_000

export function scheduling(pod: Pod, events: readonly KubernetesEvent[]): Finding | null {
  const condition = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')
  const failed = newestEvent(events, ['FailedScheduling'])
  const isUnplaced = condition ? condition.status === 'False' : !pod.spec.nodeName && failed !== undefined
  if (!isUnplaced) return null
  const since = timeOf(condition?.lastTransitionTime) ?? timeOf(pod.metadata.creationTimestamp)
  return {
    code: condition?.reason === 'SchedulingGated' ? 'scheduling-gated' : 'unschedulable',
    weight: 'waiting',
    message: condition?.message ?? failed?.message ?? '',
    pod: pod.metadata.name,
    ...(since !== null && { since }),
  }
}

/** The message of the autoscaler that is bringing a node for this pod, unless it gave up since. */
export function scaleUp(events: readonly KubernetesEvent[], now: number): string | null {
  const ordered = newestEvent(events, ['TriggeredScaleUp', 'Nominated'])
  if (!ordered || now - eventTime(ordered) > SCALE_UP_MS) return null
  const refused = newestEvent(events, ['NotTriggerScaleUp'])
  return refused && eventTime(refused) > eventTime(ordered) ? null : (ordered.message ?? '')
}
