import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSpeedClock, type SimulatorClock } from '../slack/clock.ts'
import { createApiServer } from './api/server.ts'
import { selfSigned } from './certificate.ts'
import { createCluster } from './cluster.ts'
import { startControllers } from './controllers/controllers.ts'
import type { ClusterFaults } from './faults.ts'
import { startKubelet } from './kubelet/kubelet.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { listenLocally } from './listen.ts'
import { seedCluster, type ClusterSeed } from './seed.ts'
import type { ClusterSettings } from './settings.ts'
import { createClusterState, type ClusterState } from './state.ts'

export interface KubernetesSimulatorOptions {
  name: string
  /** 0, the default: any free one. */
  port?: number
  clock?: SimulatorClock
  seed: ClusterSeed
  /** Speeds, in milliseconds of the clock. */
  settings?: Partial<ClusterSettings>
  /** Default 3. */
  nodes?: number
  token?: string
  /** Who the token belongs to, as in 403s. */
  user?: string
  /** Where the kubeconfig is written; default: a new temporary directory. */
  kubeconfig?: string
}

export interface KubernetesSimulator {
  name: string
  url: string
  /** Path of a kubeconfig whose only context is this cluster; a temporary one is removed at the end. */
  kubeconfig: string
  token: string
  /** PEM of the certificate, its own authority. */
  authority: string
  state: ClusterState
  faults: ClusterFaults
  /** Puts more in while it runs, rolled out and Ready at once. */
  seed(more: ClusterSeed): void
  /** Forgets the history: older resourceVersions and continue tokens answer 410, open watches end with it. */
  expireHistory(): void
  /** Ends open watches as a server does that restarts. */
  closeWatches(): void
  watchCount(): number
  stop(): Promise<void>
}

/** Starts a simulated cluster on 127.0.0.1 that kubectl and @kubernetes/client-node accept. */
export async function startKubernetesSimulator(
  options: KubernetesSimulatorOptions,
): Promise<KubernetesSimulator> {
  const { name, seed, port = 0, nodes = 3, settings } = options
  const { token = `token-of-${name}`, user = 'system:serviceaccount:coxswain:coxswain' } = options
  const clock = options.clock ?? createSpeedClock()
  const cluster = createCluster({ name, clock, token, user, nodes, ...(settings && { settings }) })
  startKubelet(cluster)
  const controllers = startControllers(cluster)
  seedCluster(cluster, seed, controllers.settle)
  const identity = selfSigned(name)
  const api = createApiServer(cluster, identity)
  const url = `https://127.0.0.1:${await listenLocally(api.server, port)}`
  const ownDirectory = options.kubeconfig ? undefined : mkdtempSync(join(tmpdir(), 'cluster-'))
  const path = options.kubeconfig ?? join(ownDirectory ?? '', 'kubeconfig')
  return {
    name,
    url,
    kubeconfig: writeKubeconfig(path, { name, url, token, user: 'simulated', authority: identity.cert }),
    token,
    authority: identity.cert,
    state: createClusterState(cluster),
    faults: cluster.faults,
    seed: (more) => seedCluster(cluster, more, controllers.settle),
    expireHistory() {
      cluster.store.forgetHistory()
      for (const watch of api.watches) watch.expire()
    },
    closeWatches() {
      for (const watch of api.watches) watch.close()
    },
    watchCount: () => api.watches.size,
    async stop() {
      cluster.stopped = true
      await api.stop()
      if (ownDirectory) rmSync(ownDirectory, { recursive: true, force: true })
    },
  }
}
