import type { KubernetesEvent } from '../kubernetes-objects.ts'
import { eventTime, toSecond } from './times.ts'

export interface Events {
  /** Newest first. */
  about(uid: string): readonly KubernetesEvent[]
}

/**
 * Events since our write, by the object that they are about. They get lost and are folded by the cluster: they
 * explain what a status shows, they prove nothing by their absence.
 */
export function eventsSince(events: readonly KubernetesEvent[], startedAt: number): Events {
  const byUid = new Map<string, KubernetesEvent[]>()
  for (const event of events) {
    const { uid } = event.involvedObject
    if (uid === undefined || eventTime(event) < toSecond(startedAt)) continue
    const list = byUid.get(uid)
    if (list) list.push(event)
    else byUid.set(uid, [event])
  }
  for (const list of byUid.values()) list.sort((a, b) => eventTime(b) - eventTime(a))
  return { about: (uid) => byUid.get(uid) ?? [] }
}

/** The newest event about an object with one of these reasons and, if given, such a message. */
export function newestEvent(
  events: readonly KubernetesEvent[],
  reasons: readonly string[],
  message?: RegExp,
): KubernetesEvent | undefined {
  return events.find(
    (event) => reasons.includes(event.reason ?? '') && (message?.test(event.message ?? '') ?? true),
  )
}

/** An event about a pod may name one of its containers. */
export function isAboutContainer(event: KubernetesEvent, container: string): boolean {
  const { fieldPath } = event.involvedObject
  return fieldPath === undefined || !fieldPath.includes('{') || fieldPath.includes(`{${container}}`)
}
