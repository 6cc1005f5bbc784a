import { fingerprint } from './fingerprint.ts'
import { common, sorted, ZERO_TIME, type SentAlert } from './sent-alert.ts'

/** The webhook body (version 4) of Alertmanager. */
export function alertmanagerBody(groupBy: string[], alerts: SentAlert[]): Record<string, unknown> {
  const labels = alerts.map((alert) => alert.labels)
  const groupLabels = Object.fromEntries(groupBy.map((name) => [name, labels[0]?.[name] ?? '']))
  const key = Object.entries(sorted(groupLabels))
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')
  return {
    receiver: 'chatops',
    status: alerts.some((alert) => alert.endsAt === null) ? 'firing' : 'resolved',
    alerts: alerts.map((alert) => ({
      status: alert.endsAt === null ? 'firing' : 'resolved',
      labels: sorted(alert.labels),
      annotations: sorted(alert.annotations),
      startsAt: new Date(alert.startsAt).toISOString(),
      endsAt: alert.endsAt === null ? ZERO_TIME : new Date(alert.endsAt).toISOString(),
      generatorURL: `http://prometheus.example.com/graph?g0.expr=${encodeURIComponent(`ALERTS{alertname="${alert.labels.alertname}"}`)}&g0.tab=1`,
      fingerprint: fingerprint(alert.labels),
    })),
    groupLabels,
    commonLabels: common(labels),
    commonAnnotations: common(alerts.map((alert) => alert.annotations)),
    externalURL: 'http://alertmanager.monitoring.svc:9093',
    version: '4',
    groupKey: `{}:{${key}}`,
    truncatedAlerts: 0,
  }
}
