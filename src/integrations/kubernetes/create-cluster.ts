import type { Cluster } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import { applyImages } from './apply-images.ts'
import { createCalls, type ClusterCall } from './calls.ts'
import { createCredentials } from './credentials.ts'
import { createFollows } from './follow.ts'
import { readHealth } from './health.ts'
import type { KubeconfigSource } from './kubeconfig.ts'
import type { Log } from './log.ts'
import { readLogs } from './logs.ts'
import { findMissingPermissions } from './missing-permissions.ts'
import { listAutoscalers, listControllerRevisions, listWorkloads, readWorkload } from './workloads.ts'

export interface ClusterOptions extends KubeconfigSource {
  /** The bot's name of the cluster, as in the configuration. */
  name: string
  clock: Clock
  logger: Log
  onCall?: (call: ClusterCall) => void
}

/** Reads the kubeconfig at the first call, so that a missing one is that cluster's problem and not the bot's. */
export function createCluster(options: ClusterOptions): Cluster {
  const { name, clock, logger, onCall } = options
  const credentials = createCredentials(options, clock)
  const calls = createCalls({ name, credentials, clock, logger, ...(onCall ? { onCall } : {}) })
  const follows = createFollows({ name, calls, clock, logger })
  return {
    name,
    health: () => readHealth(calls, clock),
    workloads: (namespace, selector) => listWorkloads(calls, namespace, selector),
    workload: (ref) => readWorkload(calls, ref),
    autoscalers: (namespace) => listAutoscalers(calls, namespace),
    controllerRevisions: (namespace) => listControllerRevisions(calls, namespace),
    applyImages: (ref, request) => applyImages(calls, ref, request),
    logs: (request) => readLogs(calls, clock, request),
    missingPermissions: (namespace) => findMissingPermissions(calls, namespace),
    follow: follows.follow,
    async close() {
      follows.close()
      await credentials.close()
    },
  }
}
