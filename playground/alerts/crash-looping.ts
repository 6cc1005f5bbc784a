import type { GrafanaRule } from './grafana-body.ts'
import type { AlertDefinition } from './sent-alert.ts'

export const CRASH_RULE: GrafanaRule = { uid: 'aebx1crashloop', dashboard: 'k8s-namespace', panel: 12 }

function crashing(
  namespace: string,
  pod: string,
  { restarts, scraped = true }: { restarts: number; scraped?: boolean },
): AlertDefinition {
  // kube-state-metrics without honorLabels reports its own namespace and moves the true one aside.
  const place = scraped
    ? { namespace, pod }
    : {
        exported_namespace: namespace,
        exported_pod: pod,
        namespace: 'monitoring',
        pod: 'kube-state-metrics-79-abc',
      }
  return {
    labels: {
      alertname: 'KubePodCrashLooping',
      cluster: 'prod-kr',
      container: 'app',
      grafana_folder: 'k8s-prod',
      severity: 'critical',
      ...place,
    },
    annotations: {
      description: `Pod ${place.namespace}/${place.pod} (app) is in waiting state (reason: CrashLoopBackOff).`,
      runbook_url: 'https://runbooks.example.com/kubepodcrashlooping',
      summary: 'Pod is crash looping.',
    },
    values: { A: restarts, B: restarts, C: 1 },
  }
}

export const PAYMENTS_API = crashing('payments', 'payments-api-7d9f6c5b8-abcde', { restarts: 3 })

/** Five pods of four namespaces, one of them named by `exported_namespace` only. */
export const CRASHING = [
  PAYMENTS_API,
  crashing('payments', 'payments-worker-5c8d-xyz12', { restarts: 2 }),
  crashing('search', 'search-indexer-0', { restarts: 5 }),
  crashing('chat', 'chat-gateway-66b7-q1w2e', { restarts: 1 }),
  crashing('feed', 'feed-api-5f-zz9', { restarts: 1, scraped: false }),
]

export const ONE_MORE = crashing('feed', 'feed-api-5f-new01', { restarts: 2 })

/** No series came back: the rule's own labels only, no namespace, no values. */
export const NO_DATA: AlertDefinition = {
  labels: {
    alertname: 'DatasourceNoData',
    datasource_uid: 'prom-prod-kr',
    grafana_folder: 'k8s-prod',
    ref_id: 'A',
    rulename: 'KubePodCrashLooping',
    severity: 'critical',
  },
  annotations: {
    description: 'Pod [no value]/[no value] ([no value]) is in waiting state (reason: CrashLoopBackOff).',
    runbook_url: 'https://runbooks.example.com/kubepodcrashlooping',
    summary: 'Pod is crash looping.',
  },
  values: null,
}
