import { CRASHING, CRASH_RULE, NO_DATA, ONE_MORE, PAYMENTS_API } from './crash-looping.ts'
import type { FiringBook } from './firing-book.ts'
import { alertmanagerBody } from './alertmanager-body.ts'
import { grafanaBody, grafanaTestBody, type GrafanaRule } from './grafana-body.ts'
import { legacyGrafanaBody } from './legacy-grafana-body.ts'
import { DISKS, JOB_RULE, LATENCY_RULE, ODD_TEXT, stormAlerts, UNOWNED } from './other-alerts.ts'
import type { AlertDefinition, Delivery, SentAlert } from './sent-alert.ts'

export interface Scenario {
  id: string
  title: string
  description: string
  source: 'Grafana' | 'Alertmanager' | 'Grafana 8'
  /** What is sent, in order; empty when nothing fires that could be resolved. */
  deliveries(book: FiringBook, now: number): Delivery[]
}

const MINUTE_MS = 60_000
const BODY_SIZE = 100
const FLUSH_PAUSE_MS = 1500

const RULES: Record<string, GrafanaRule> = {
  crash: CRASH_RULE,
  nodata: CRASH_RULE,
  job: JOB_RULE,
  latency: LATENCY_RULE,
}

function grafana(group: string, alerts: SentAlert[], now: number): Delivery {
  return { to: 'grafana', body: grafanaBody(RULES[group] ?? CRASH_RULE, alerts, now), alerts: alerts.length }
}

function alertmanager(alerts: SentAlert[]): Delivery {
  return {
    to: 'alertmanager',
    body: alertmanagerBody(['alertname', 'cluster'], alerts),
    alerts: alerts.length,
  }
}

/** Alertmanager groups by alert name; a large group is sent in several bodies here. */
function storm(alerts: SentAlert[]): Delivery[] {
  const bodies = Array.from({ length: Math.ceil(alerts.length / BODY_SIZE) }, (_, at) =>
    alerts.slice(at * BODY_SIZE, (at + 1) * BODY_SIZE),
  )
  return bodies.map((part) => ({
    to: 'alertmanager',
    body: alertmanagerBody(['cluster'], part),
    alerts: part.length,
  }))
}

const fires = (group: string, definitions: AlertDefinition[]) => (book: FiringBook, now: number) => [
  grafana(group, book.fire(group, definitions, now - MINUTE_MS), now),
]

/** One of the resolved has no series left, as after a scale-down. */
function withMissingSeries(alert: SentAlert): SentAlert {
  const isGone = alert.labels.pod?.startsWith('payments-worker')
  if (!isGone) return { ...alert, values: zeroed(alert.values) }
  return { ...alert, annotations: { ...alert.annotations, grafana_state_reason: 'MissingSeries' } }
}

function zeroed(values: SentAlert['values']): SentAlert['values'] {
  return values && Object.fromEntries(Object.keys(values).map((ref) => [ref, 0]))
}

function partlyResolved(book: FiringBook, now: number): Delivery[] {
  book.fire('crash', CRASHING, now - 7 * MINUTE_MS)
  const ended = book
    .resolve('crash', now, ({ labels }) => labels.namespace === 'search')
    .map(withMissingSeries)
  return [grafana('crash', [...book.fire('crash', [ONE_MORE], now), ...ended], now)]
}

function firesAgain(book: FiringBook, now: number): Delivery[] {
  const ended = book.resolve('crash', now - 1000, ({ labels }) => labels.pod === PAYMENTS_API.labels.pod)
  const again = grafana('crash', book.fire('crash', [PAYMENTS_API], now), now)
  if (ended.length === 0) return [again]
  return [grafana('crash', ended.map(withMissingSeries), now), { ...again, pauseMs: FLUSH_PAUSE_MS }]
}

function allResolved(book: FiringBook, now: number): Delivery[] {
  const groups = book.groups().filter((group) => group in RULES)
  return groups.map((group) => grafana(group, book.resolve(group, now).map(withMissingSeries), now))
}

export const SCENARIOS: Scenario[] = [
  {
    id: 'grafana-firing',
    title: 'Pods crash in four namespaces',
    description: 'One body, five critical alerts of payments, search, chat and feed: one thread for each.',
    source: 'Grafana',
    deliveries: fires('crash', CRASHING),
  },
  {
    id: 'grafana-partial-resolve',
    title: 'One recovers, one more fails',
    description:
      'The pod of search recovers while a second pod of feed crashes, in one body that still says "firing".',
    source: 'Grafana',
    deliveries: partlyResolved,
  },
  {
    id: 'grafana-refire',
    title: 'payments-api fires again',
    description:
      'Resolved in one body, firing in the next: same thread, told in a reply once the thread is a minute old.',
    source: 'Grafana',
    deliveries: firesAgain,
  },
  {
    id: 'grafana-nodata',
    title: 'The rule gets no data',
    description: 'DatasourceNoData: no namespace, no values, only the name of the rule.',
    source: 'Grafana',
    deliveries: fires('nodata', [NO_DATA]),
  },
  {
    id: 'grafana-unowned',
    title: 'A namespace nobody owns',
    description: 'A failed job in lab-experiments goes to #alerts-unowned.',
    source: 'Grafana',
    deliveries: fires('job', [UNOWNED]),
  },
  {
    id: 'grafana-odd-text',
    title: 'Odd text',
    description: 'Mentions, links and markup inside labels and annotations, which must stay text.',
    source: 'Grafana',
    deliveries: fires('latency', [ODD_TEXT]),
  },
  {
    id: 'grafana-test',
    title: 'Test button of a contact point',
    description: 'What Grafana sends when somebody presses "Test".',
    source: 'Grafana',
    deliveries: (_book, now) => [{ to: 'grafana', body: grafanaTestBody(now), alerts: 1 }],
  },
  {
    id: 'grafana-resolve-all',
    title: 'Everything recovers',
    description: 'Each firing alert of Grafana resolves; payments-worker because its series is gone.',
    source: 'Grafana',
    deliveries: allResolved,
  },
  {
    id: 'alertmanager-firing',
    title: 'Volumes fill up in four namespaces',
    description: 'One group of prod-eu1: payments-prod and search critical, orders and monitoring warning.',
    source: 'Alertmanager',
    deliveries: (book, now) => [alertmanager(book.fire('disks', DISKS, now - MINUTE_MS))],
  },
  {
    id: 'alertmanager-resolve',
    title: 'The volumes are fine again',
    description: 'All alerts of that group resolve.',
    source: 'Alertmanager',
    deliveries: (book, now) =>
      book.firing('disks').length > 0 ? [alertmanager(book.resolve('disks', now))] : [],
  },
  {
    id: 'storm',
    title: 'Storm',
    description: '600 alerts of 60 namespaces in bodies of 100, as when a zone goes down.',
    source: 'Alertmanager',
    deliveries: (book, now) => storm(book.fire('storm', stormAlerts(), now)),
  },
  {
    id: 'storm-over',
    title: 'The storm is over',
    description: 'All of them resolve.',
    source: 'Alertmanager',
    deliveries: (book, now) => storm(book.resolve('storm', now)),
  },
  {
    id: 'legacy-firing',
    title: 'Dashboard alert',
    description: 'The old body with evalMatches: two series of two namespaces.',
    source: 'Grafana 8',
    deliveries: () => [{ to: 'grafana', body: legacyGrafanaBody('alerting'), alerts: 2 }],
  },
  {
    id: 'legacy-ok',
    title: 'Dashboard alert is OK',
    description: 'The old body with state "ok" and no series: what fired must be known.',
    source: 'Grafana 8',
    deliveries: () => [{ to: 'grafana', body: legacyGrafanaBody('ok'), alerts: 0 }],
  },
]
