import { PROJECTS } from '../workspace.ts'
import type { GrafanaRule } from './grafana-body.ts'
import type { AlertDefinition } from './sent-alert.ts'

export const JOB_RULE: GrafanaRule = { uid: 'aebx2jobfailed', dashboard: 'k8s-jobs', panel: 3 }

/** Of a namespace that stands in no team's list. */
export const UNOWNED: AlertDefinition = {
  labels: {
    alertname: 'KubeJobFailed',
    cluster: 'prod-kr',
    grafana_folder: 'k8s-prod',
    job_name: 'embedding-backfill-28391',
    namespace: 'lab-experiments',
    severity: 'warning',
  },
  annotations: {
    description: 'Job lab-experiments/embedding-backfill-28391 failed to complete.',
    runbook_url: 'https://runbooks.example.com/kubejobfailed',
    summary: 'Job failed to complete.',
  },
  values: { A: 1, C: 1 },
}

export const LATENCY_RULE: GrafanaRule = { uid: 'aebx3latency', dashboard: 'http-overview', panel: 7 }

/** Text that must stay text: mentions, links, markup, quotes, right-to-left marks, very long words. */
export const ODD_TEXT: AlertDefinition = {
  labels: {
    alertname: 'HighLatency*p99*',
    cluster: 'prod-kr',
    grafana_folder: 'http',
    namespace: 'chat',
    path: '/rooms/<id>?a=1&b=2',
    severity: 'warning',
  },
  annotations: {
    description: `<!channel> <@U0DANAKIM01> *not bold* \`not code\` <https://evil.example.com|click me> & "quotes" 한국어 ${'x'.repeat(400)}`,
    summary: 'p99 of chat-gateway is over 2 s ```while``` deploying _v1.42_',
  },
  values: { A: 2.41, B: 2.41, C: 1 },
}

function disk(
  namespace: string,
  node: string,
  { severity, percent }: { severity: string; percent: number },
): AlertDefinition {
  return {
    labels: {
      alertname: 'PersistentVolumeFillingUp',
      cluster: 'prod-eu1',
      namespace,
      persistentvolumeclaim: `data-${node}`,
      prometheus: 'monitoring/k8s',
      severity,
    },
    annotations: {
      description: `The volume data-${node} in namespace ${namespace} is ${percent} % full.`,
      runbook_url:
        'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepersistentvolumefillingup',
      summary: `Volume is ${percent} % full.`,
    },
  }
}

/** Four namespaces of the second cluster in one Alertmanager group. */
export const DISKS = [
  disk('payments-prod', 'ledger-0', { severity: 'critical', percent: 97 }),
  disk('orders', 'orders-consumer-1', { severity: 'warning', percent: 88 }),
  disk('search', 'search-index-2', { severity: 'critical', percent: 96 }),
  disk('monitoring', 'prometheus-0', { severity: 'warning', percent: 91 }),
]

const STORM_NAMESPACES = 60
const STORM_ALERTS = 600
/** More than one card shows. */
const STORM_PAYMENTS = 64
const STORM_KINDS = [
  { name: 'KubePodCrashLooping', severity: 'critical' },
  { name: 'KubePodNotReady', severity: 'warning' },
  { name: 'KubeDeploymentReplicasMismatch', severity: 'warning' },
  { name: 'HighErrorRate', severity: 'error' },
  { name: 'CPUThrottlingHigh', severity: 'info' },
] as const

/** A zone goes down: 600 alerts of 60 namespaces, those of the teams and many that nobody owns; payments has most. */
export function stormAlerts(): AlertDefinition[] {
  const owned = PROJECTS.map((project) => project.namespace)
  const others = Array.from(
    { length: STORM_NAMESPACES - owned.length },
    (_, at) => `tenant-${String(at + 1).padStart(2, '0')}`,
  )
  const namespaces = [...owned, ...others]
  return Array.from({ length: STORM_ALERTS }, (_, at) => {
    const namespace = at < STORM_PAYMENTS ? 'payments' : (namespaces[at % namespaces.length] ?? 'payments')
    const round = Math.floor(at / namespaces.length)
    const { name, severity } = STORM_KINDS[(round + at) % STORM_KINDS.length] ?? STORM_KINDS[0]
    const pod = `${namespace}-${String(round)}-${((at * 7919) % 46_656).toString(36).padStart(3, '0')}`
    return {
      labels: {
        alertname: name,
        cluster: 'prod-kr',
        namespace,
        pod,
        severity,
        zone: 'ap-northeast-2a',
      },
      annotations: {
        summary: `${name} in ${namespace}`,
        description: `Pod ${namespace}/${pod} was on a node of ap-northeast-2a.`,
      },
    }
  })
}
