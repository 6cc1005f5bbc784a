/** Alerts for the intake bench: realistic labels, one namespace each, many namespaces mixed in a body. */
export interface BenchAlert {
  status: 'firing'
  labels: Record<string, string>
  annotations: Record<string, string>
  startsAt: string
  endsAt: string
  generatorURL: string
  fingerprint: string
}

const ALERTNAMES = [
  'KubePodCrashLooping',
  'KubePodNotReady',
  'HighErrorRate',
  'HighLatencyP99',
  'CPUThrottlingHigh',
]
const SEVERITIES = ['critical', 'warning', 'warning', 'info']

export function benchAlerts(count: number, namespaces: number, round: number): BenchAlert[] {
  const startsAt = new Date(Date.now() - 60_000).toISOString()
  return Array.from({ length: count }, (_, index) => {
    const namespace = `team-${String(index % namespaces).padStart(3, '0')}`
    const pod = `${namespace}-api-${round}-${index.toString(36)}`
    const alertname = ALERTNAMES[index % ALERTNAMES.length] ?? ''
    return {
      status: 'firing',
      labels: {
        alertname,
        cluster: 'prod-kr',
        container: 'app',
        namespace,
        pod,
        prometheus: 'monitoring/k8s',
        severity: SEVERITIES[index % SEVERITIES.length] ?? '',
      },
      annotations: {
        summary: `${alertname} in ${namespace}`,
        runbook_url: `https://runbooks.example.com/${alertname}`,
      },
      startsAt,
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.com/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      fingerprint: (round * 1_000_000 + index + 0x1000000).toString(16).padStart(16, '0'),
    }
  })
}

/** Bodies of `size` alerts as an Alertmanager's webhook sends them. */
export function webhookBodies(alerts: BenchAlert[], size: number): string[] {
  return slices(alerts, size).map((part) =>
    JSON.stringify({
      receiver: 'coxswain',
      status: 'firing',
      alerts: part,
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      externalURL: 'http://alertmanager.example.com',
      version: '4',
      groupKey: '{}:{}',
      truncatedAlerts: 0,
    }),
  )
}

/** The same alerts as Prometheus posts them to an Alertmanager. */
export function apiBodies(alerts: BenchAlert[], size: number): string[] {
  return slices(alerts, size).map((part) =>
    JSON.stringify(
      part.map(({ labels, annotations, startsAt, generatorURL }) => ({
        labels,
        annotations,
        startsAt,
        generatorURL,
      })),
    ),
  )
}

function slices<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
