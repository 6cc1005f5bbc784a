import type { ContainerStatus, ObjectMeta, Pod } from '../kubernetes-objects.ts'
import { timeOf } from './times.ts'

export function isOwnedBy(metadata: ObjectMeta, uid: string): boolean {
  return (metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)
}

/** Controllers stop counting a pod once it ended. */
export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
}

/** Old pods hold requests and connections for as long as they terminate. */
export function isTerminating(pod: Pod): boolean {
  return Boolean(pod.metadata.deletionTimestamp)
}

export function isActive(pod: Pod): boolean {
  return !hasEnded(pod) && !isTerminating(pod)
}

export function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')
  if (!ready) return false
  const since = timeOf(ready.lastTransitionTime)
  return minReadySeconds === 0 || (since !== null && since + minReadySeconds * 1000 <= now)
}

export function allStatuses(pod: Pod): readonly ContainerStatus[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]
}

/** When the kubelet took the pod, else when it was made. */
export function podStart(pod: Pod): number | null {
  return timeOf(pod.status?.startTime) ?? timeOf(pod.metadata.creationTimestamp)
}

/** When the last container died; the kubelet starts it again. */
export function lastRestartAt(pods: readonly Pod[]): number | null {
  const times = pods
    .flatMap((pod) => pod.status?.containerStatuses ?? [])
    .map(({ state, lastState }) =>
      timeOf(state?.terminated?.finishedAt ?? lastState?.terminated?.finishedAt ?? null),
    )
    .filter((time) => time !== null)
  return times.length === 0 ? null : Math.max(...times)
}
