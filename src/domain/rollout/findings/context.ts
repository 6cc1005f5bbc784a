import type { Container, ContainerStatus, KubernetesEvent, Pod } from '../../kubernetes-objects.ts'

/** One container of a pod with all that is known about it. */
export interface ContainerContext {
  readonly pod: Pod
  readonly status: ContainerStatus
  readonly container: Container | undefined
  readonly isInit: boolean
  /** About the pod, newest first, since our write. */
  readonly events: readonly KubernetesEvent[]
  readonly startedAt: number
  readonly now: number
}

/** Pods of an undone revision may be far older than the rollout: what they showed before it does not count. */
export function msSince(time: number | null, { startedAt, now }: { startedAt: number; now: number }): number {
  return now - Math.max(time ?? now, startedAt)
}

/** How long a passing trouble may last before it counts as one that does not heal. */
export const PATIENCE_MS = 60_000
