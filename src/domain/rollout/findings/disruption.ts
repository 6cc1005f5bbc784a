import type { Pod } from '../../kubernetes-objects.ts'
import { hasEnded } from '../pods.ts'
import type { Finding } from '../reasons.ts'

/** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions */
const STATUS_REASONS =
  /^(?:Evicted|Preempting|Preempted|Shutdown|NodeShutdown|NodeLost|NodeAffinity|Terminated|OutOf\w+)$/

/** The cluster took the pod away: never the new version's fault. */
export function disruption(pod: Pod): Finding | null {
  const target = pod.status?.conditions?.find(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  )
  const isTaken = target !== undefined || STATUS_REASONS.test(pod.status?.reason ?? '')
  if (!isTaken) return null
  return {
    code: 'disrupted',
    weight: 'not-our-fault',
    message: target?.message ?? target?.reason ?? pod.status?.message ?? pod.status?.reason ?? '',
    pod: pod.metadata.name,
  }
}

/** A node refused the pod for another reason; its controller makes the next one. */
export function rejected(pod: Pod): Finding | null {
  if (!hasEnded(pod) || pod.status?.phase !== 'Failed' || !pod.status.reason) return null
  const { reason, message = reason } = pod.status
  return { code: 'pod-rejected', weight: 'waiting', message, pod: pod.metadata.name }
}
