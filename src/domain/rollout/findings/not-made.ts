import type { KubernetesEvent } from '../../kubernetes-objects.ts'
import { type Events, newestEvent } from '../events.ts'
import type { Finding, ReasonCode } from '../reasons.ts'
import type { Seen } from '../seen.ts'
import { eventTime, timeOf } from '../times.ts'
import { PATIENCE_MS } from './context.ts'

/** Pods that the API server refuses never exist: only their maker tells. */
export function notMade(seen: Seen, { events, now }: { events: Events; now: number }): Finding | null {
  const { maker, progress } = seen
  if (!maker.isShort) return null
  const condition = maker.conditions.find(({ reason }) => reason !== 'FailedDelete')
  const event = maker.uid === null ? undefined : refusal(seen, events.about(maker.uid))
  if (!condition && !event) return null
  const message = condition?.message ?? event?.message ?? ''
  const since = (condition && timeOf(condition.lastTransitionTime)) ?? (event ? eventTime(event) : now)
  const code = codeOf(message)
  const mayHeal =
    (code === 'pods-not-created' && now - since < PATIENCE_MS) ||
    // What old pods give back may be enough for the new ones.
    (code === 'quota-exceeded' && progress.oldTerminating > 0)
  return { code, weight: mayHeal || progress.newReady > 0 ? 'waiting' : 'fatal', message, since }
}

/** A pod made after the event shows that the trouble passed. */
function refusal({ newPods }: Seen, events: readonly KubernetesEvent[]): KubernetesEvent | undefined {
  const event = newestEvent(events, ['FailedCreate'])
  const hasPassed = newPods.some(
    ({ metadata }) => event && (timeOf(metadata.creationTimestamp) ?? 0) > eventTime(event),
  )
  return hasPassed ? undefined : event
}

function codeOf(message: string): ReasonCode {
  if (/exceeded quota|failed quota|insufficient quota/i.test(message)) return 'quota-exceeded'
  if (/violates PodSecurity|pod ?security ?policy/i.test(message)) return 'pod-security'
  if (/failed calling webhook|error looking up service account .*timeout/i.test(message))
    return 'pods-not-created'
  if (/serviceaccount "[^"]*" not found/i.test(message)) return 'config-missing'
  if (/admission webhook|denied the request|ValidatingAdmissionPolicy|forbidden|is invalid/i.test(message)) {
    return 'admission-denied'
  }
  return 'pods-not-created'
}
