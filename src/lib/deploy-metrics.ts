import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]
const WAIT_SECONDS = [30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400]

interface ClusterCall {
  cluster: string
  verb: string
  outcome: string
  ms: number
}

/** What is counted of builds, clusters and deploys. */
export function createDeployMetrics(registry: Registry) {
  const registers = [registry]
  const { clusterCalls, clusterCallSeconds } = clusterMetrics(registry)
  return {
    clusterCalls,
    clusterCallSeconds,
    /** Told after each call of a cluster. */
    clusterCall({ cluster, verb, outcome, ms }: ClusterCall): void {
      clusterCalls.inc({ cluster, verb, outcome })
      clusterCallSeconds.observe({ cluster, verb }, ms / 1000)
    },
    buildsRecorded: new Counter({
      name: 'coxswain_builds_recorded_total',
      help: 'Builds told of by source and outcome (first, repeat, refused)',
      labelNames: ['source', 'outcome'],
      registers,
    }),
    rolloutsRunning: new Gauge({
      name: 'coxswain_rollouts_running',
      help: 'Rollouts under way',
      registers,
    }),
    deploysFinished: new Counter({
      name: 'coxswain_deploys_finished_total',
      help: 'Deploys that are over by environment and state',
      labelNames: ['environment', 'state'],
      registers,
    }),
    approvalWait: new Histogram({
      name: 'coxswain_approval_wait_seconds',
      help: 'From the wish for an approval to its last vote',
      buckets: WAIT_SECONDS,
      registers,
    }),
  }
}

function clusterMetrics(registry: Registry) {
  const registers = [registry]
  return {
    clusterCalls: new Counter({
      name: 'coxswain_cluster_calls_total',
      help: 'Calls of the Kubernetes API by cluster, verb and outcome',
      labelNames: ['cluster', 'verb', 'outcome'],
      registers,
    }),
    clusterCallSeconds: new Histogram({
      name: 'coxswain_cluster_call_seconds',
      help: 'How long a call of the Kubernetes API takes; of a watch: until its answer begins',
      labelNames: ['cluster', 'verb'],
      buckets: CALL_SECONDS,
      registers,
    }),
  }
}
