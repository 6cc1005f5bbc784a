import type { Container, Pod } from '../../kubernetes-objects.ts'
import { isAboutContainer, newestEvent } from '../events.ts'
import type { Finding } from '../reasons.ts'
import { timeOf } from '../times.ts'
import { type ContainerContext, msSince } from './context.ts'

/** Applications without a startup probe are often not ready for a minute: no verdict before this, whatever the probe. */
const LEAST_WINDOW_MS = 120_000

export function readiness(context: ContainerContext): Finding | null {
  const { pod, status, container, isInit, events } = context
  const runningSince = timeOf(status.state?.running?.startedAt)
  if (isInit || runningSince === null || status.ready || status.started === false) return null
  const about = events.filter((event) => isAboutContainer(event, status.name))
  const unhealthy = newestEvent(about, ['Unhealthy'], /readiness probe (?:failed|errored)/i)
  // Where the template shows no probe but its event tells of one, the defaults must do.
  if (!unhealthy && !container?.readinessProbe) return null
  const probed: Container = container ?? { name: status.name }
  const isOver = msSince(runningSince, context) >= readinessWindowMs(probed)
  const hasFailedOften =
    Math.max(unhealthy?.count ?? 1, unhealthy?.series?.count ?? 0) >=
    (probed.readinessProbe?.failureThreshold ?? 3)
  if (!isOver && !(unhealthy && hasFailedOften)) return null
  return {
    code: 'readiness-failing',
    weight: isOver ? 'fatal' : 'waiting',
    message: unhealthy?.message ?? '',
    container: status.name,
    isInit,
    pod: pod.metadata.name,
    restarts: status.restartCount,
    logs: { pod: pod.metadata.name, container: status.name, previous: false },
  }
}

/** The time that its own probes give a container to become ready. */
export function readinessWindowMs({ startupProbe, readinessProbe }: Container): number {
  const startup = startupProbe
    ? (startupProbe.initialDelaySeconds ?? 0) +
      (startupProbe.failureThreshold ?? 3) * (startupProbe.periodSeconds ?? 10)
    : 0
  const {
    initialDelaySeconds = 0,
    failureThreshold = 3,
    periodSeconds = 10,
    timeoutSeconds = 1,
  } = readinessProbe ?? {}
  const seconds = Math.max(startup, initialDelaySeconds) + failureThreshold * periodSeconds + timeoutSeconds
  return Math.max(LEAST_WINDOW_MS, seconds * 1000)
}

/** All containers are ready, but something outside (a load balancer) has not said yes. */
export function readinessGate(pod: Pod): Finding | null {
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready')
  if (ready?.status !== 'False' || ready.reason !== 'ReadinessGatesNotReady') return null
  return { code: 'readiness-gate', weight: 'waiting', message: ready.message ?? '', pod: pod.metadata.name }
}
