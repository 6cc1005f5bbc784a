import fc from 'fast-check'

export interface GeneratedAlert {
  status: 'firing' | 'resolved'
  labels: Record<string, string>
  annotations: Record<string, string>
  startsAt: string
  endsAt: string
  fingerprint: string
  generatorURL: string
  ruleUID?: string
  values?: Record<string, number> | null
}

const START = Date.UTC(2026, 10, 21, 8)
const namespace = fc.oneof(
  fc.integer({ min: 0, max: 11 }).map((n) => `ns-${n}`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
)
const cluster = fc.constantFrom('prod-kr', 'prod-eu', 'dev')

/** Labels that name a namespace in one way, in two ways, by a rule, or not at all. */
const labels = fc
  .record({
    namespace: fc.option(namespace, { nil: undefined }),
    exported_namespace: fc.option(namespace, { nil: undefined, freq: 3 }),
    dbinstance_identifier: fc.option(fc.constantFrom('orders-prod', 'orders'), { nil: undefined, freq: 2 }),
    cluster: fc.option(cluster, { nil: undefined, freq: 8 }),
    severity: fc.constantFrom('critical', 'warning', 'page', 'odd'),
    alertname: fc.constantFrom('HighErrorRate', 'DatasourceNoData', 'KubePodCrashLooping'),
    pod: fc.integer({ min: 0, max: 400 }).map((n) => `pod-${n}`),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))

const alert: fc.Arbitrary<GeneratedAlert> = fc
  .record({
    status: fc.constantFrom('firing' as const, 'firing' as const, 'resolved' as const),
    labels: labels as fc.Arbitrary<Record<string, string>>,
    start: fc.integer({ min: 0, max: 5 }),
    rule: fc.option(fc.constantFrom('rule-a', 'rule-b', 'rule-c'), { nil: undefined }),
    values: fc.constantFrom(null, { A: 1 }),
  })
  .map(({ status, labels: own, start, rule, values }) => ({
    status,
    labels: own,
    annotations: { summary: 's' },
    startsAt: new Date(START + start * 60_000).toISOString(),
    endsAt:
      status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(START + start * 60_000 + 30_000).toISOString(),
    // As a sender's: one fingerprint for one set of labels.
    fingerprint: JSON.stringify(Object.entries(own).toSorted(([a], [b]) => a.localeCompare(b))),
    generatorURL: '',
    values,
    ...(rule ? { ruleUID: rule } : {}),
  }))

/** A webhook body whose group labels lie about its members. */
export const body = fc
  .record({
    alerts: fc.array(alert, { minLength: 1, maxLength: 8 }),
    lie: namespace,
    truncatedAlerts: fc.constantFrom(0, 0, 3),
  })
  .map(({ alerts, lie, truncatedAlerts }) => ({
    receiver: 'coxswain',
    status: 'firing',
    alerts,
    groupLabels: { namespace: lie },
    commonLabels: { namespace: lie, exported_namespace: lie, cluster: 'nowhere' },
    version: '1',
    groupKey: '{}:{}',
    truncatedAlerts,
  }))
