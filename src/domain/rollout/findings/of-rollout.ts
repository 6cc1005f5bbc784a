import type { KubernetesEvent, WorkloadKind } from '../../kubernetes-objects.ts'
import { eventsSince } from '../events.ts'
import { isActive, isReady } from '../pods.ts'
import type { Finding } from '../reasons.ts'
import type { Seen } from '../seen.ts'
import { notMade } from './not-made.ts'
import { findingsOf, type PodContext } from './of-pod.ts'
import { scaleUp } from './scheduling.ts'

export interface Found {
  readonly findings: readonly Finding[]
  /** What an autoscaler says that is bringing nodes for new pods. */
  readonly scaleUp: string | null
}

interface Circumstances {
  readonly kind: WorkloadKind
  readonly events: readonly KubernetesEvent[]
  readonly startedAt: number
  readonly now: number
}

export function findingsOfRollout(seen: Seen, { kind, events, startedAt, now }: Circumstances): Found {
  const context = { events: eventsSince(events, startedAt), startedAt, now }
  const made = seen.newPods.flatMap((pod) => findingsOf(pod, context))
  const unmade = notMade(seen, context)
  const stuck = kind === 'StatefulSet' ? stuckOldPods(seen, context) : []
  const unplaced = new Set(made.filter(({ code }) => code === 'unschedulable').map(({ pod }) => pod))
  const orders = seen.newPods
    .filter(({ metadata }) => unplaced.has(metadata.name))
    .map(({ metadata }) => scaleUp(context.events.about(metadata.uid), now))
  return {
    findings: [...(unmade ? [unmade] : []), ...made, ...stuck],
    scaleUp: orders.find((message) => message !== null) ?? null,
  }
}

/**
 * A StatefulSet waits for a broken pod of the revision before and never replaces it by itself.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
 */
function stuckOldPods(seen: Seen, context: PodContext): readonly Finding[] {
  if (!seen.isOurs || seen.waitingFor !== 'new-pods' || seen.newPods.some(isActive)) return []
  return seen.oldPods
    .filter((pod) => isActive(pod) && !isReady(pod))
    .flatMap((pod) => findingsOf(pod, context))
    .filter(({ weight }) => weight === 'fatal')
    .map((finding) => ({ ...finding, code: 'old-pod-stuck', weight: 'waiting' }))
}
