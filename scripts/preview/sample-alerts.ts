import type { Team } from '../../src/domain/catalogue.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { AlertThread } from '../../src/domain/thread.ts'

export const NOW = Date.UTC(2026, 10, 21, 9, 41)
const MINUTE_MS = 60_000

export const PAYMENTS: Team = {
  id: 'payments',
  name: 'Payments',
  channel: 'C0PAYMENTS',
  userGroup: 'S0PAYMENTS',
  members: [],
}

export const THREAD: AlertThread = {
  id: '01m0thread0000000000000001',
  cluster: 'prod-kr',
  namespace: 'payments',
  channel: PAYMENTS.channel,
  teamId: PAYMENTS.id,
  openedAt: NOW - 40 * MINUTE_MS,
  quietSince: null,
  closedAt: null,
  mentionedAt: NOW - 40 * MINUTE_MS,
}

/** A firing alert of payments; the number makes it an alert of its own. */
export function sampleEpisode(number: number, given: Partial<Episode> = {}): Episode {
  const alertname = given.alertname ?? 'KubePodCrashLooping'
  const pod = `payments-api-7d9c5b6f4-${String(number).padStart(5, '0')}`
  const startsAt = NOW - (40 - (number % 30)) * MINUTE_MS
  return {
    id: `01m0episode${String(number).padStart(15, '0')}`,
    source: 'grafana/main',
    fingerprint: String(number).padStart(16, '0'),
    startsAt,
    endsAt: null,
    state: 'firing',
    resolvedReason: null,
    threadId: THREAD.id,
    cluster: THREAD.cluster,
    namespace: THREAD.namespace,
    alertname,
    severity: 'warning',
    labels: { alertname, cluster: THREAD.cluster, namespace: THREAD.namespace, pod, container: 'api' },
    annotations: { summary: `Pod ${pod} restarts again and again` },
    values: {},
    links: {
      generator: 'https://grafana.example/alerting/1',
      runbook: 'https://runbooks.example/crash-looping',
    },
    ruleKey: null,
    firstSeenAt: startsAt + 30_000,
    lastSeenAt: NOW - MINUTE_MS,
    resolvedSeenAt: null,
    ack: null,
    version: 1,
    ...given,
  }
}

/** One of each kind that a card can hold. */
export const MIXED: Episode[] = [
  sampleEpisode(1, { alertname: 'PaymentErrorRateHigh', severity: 'critical', values: { A: 0.0731, C: 1 } }),
  sampleEpisode(2, { ack: { userId: 'U0ALICE', at: NOW - 12 * MINUTE_MS } }),
  sampleEpisode(3, { alertname: 'DatasourceNoData', severity: 'error', values: {} }),
  sampleEpisode(4, { state: 'resolved', endsAt: NOW - 5 * MINUTE_MS, resolvedSeenAt: NOW - 4 * MINUTE_MS }),
  sampleEpisode(5, {
    alertname: 'Untrusted *text* <!channel> & `code`',
    severity: 'info',
    annotations: { summary: '<script>alert(1)</script> <https://evil.example|click me> @everyone' },
  }),
]

export function storm(count: number): Episode[] {
  return Array.from({ length: count }, (_, index) => {
    return sampleEpisode(index + 100, { severity: index % 7 === 0 ? 'critical' : 'warning' })
  })
}
