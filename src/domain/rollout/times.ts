import type { KubernetesEvent } from '../kubernetes-objects.ts'

/** Milliseconds since the epoch, or `null` for what is missing or no time. */
export function timeOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

/** Most times in Kubernetes have whole seconds, so that two in the same second cannot be put in order. */
export function toSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000
}

/** The newest of the four times that an event may carry; old ones are repeated in place. */
export function eventTime(event: KubernetesEvent): number {
  const times = [
    event.lastTimestamp,
    event.series?.lastObservedTime,
    event.eventTime,
    event.metadata.creationTimestamp,
  ].map(timeOf)
  return Math.max(...times.map((time) => time ?? Number.NEGATIVE_INFINITY))
}
