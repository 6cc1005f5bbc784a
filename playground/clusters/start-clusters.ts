import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ScenarioName } from '../kubernetes/kubelet/scenario-names.ts'
import { startKubernetesSimulator, type KubernetesSimulator } from '../kubernetes/simulator.ts'
import type { ClusterSettings } from '../kubernetes/settings.ts'
import type { SimulatorClock } from '../slack/clock.ts'
import type { PlaygroundProject } from '../workspace.ts'
import { CLUSTER_PLACES } from './cluster-places.ts'
import { fillCluster } from './fill-cluster.ts'
import { createRunningImages } from './running-images.ts'
import { saveRunning } from './save-running.ts'

export interface ClustersOptions {
  /** Where kubeconfigs and what runs are kept. */
  directory: string
  projects: readonly PlaygroundProject[]
  /** Path of a kubeconfig by the name of the cluster that is not to be simulated. */
  real: Readonly<Record<string, string>>
  clock: SimulatorClock
  settings?: Partial<ClusterSettings>
}

export interface Clusters {
  /** Path by name, in the order of the places. */
  kubeconfigs: Record<string, string>
  simulated: ReadonlyMap<string, KubernetesSimulator>
  /** Resolves when every workload is there; until then nobody reaches the simulated ones. */
  filled: Promise<void>
  /** Makes an image fail from its next pod on; in these clusters, by default in all. */
  spoil(digest: string, scenario: ScenarioName, where?: readonly string[] | null): void
  stop(): Promise<void>
}

/** Starts the simulated clusters; their kubeconfigs are there when it resolves, their workloads a moment later. */
export async function startClusters(options: ClustersOptions): Promise<Clusters> {
  const { directory, projects, real, clock, settings } = options
  const wanted = CLUSTER_PLACES.filter(({ name }) => real[name] === undefined)
  const started = await Promise.all(
    wanted.map(({ name }) =>
      startKubernetesSimulator({
        name,
        clock,
        token: randomBytes(18).toString('hex'),
        kubeconfig: join(directory, `${name}.kubeconfig`),
        seed: { namespaces: [], workloads: [] },
        ...(settings && { settings }),
      }),
    ),
  )
  const images = createRunningImages(join(directory, 'running.json'))
  const stopping = new AbortController()
  const savers: (() => void)[] = []
  const fillAll = async (): Promise<void> => {
    for (const { faults } of started) faults.unreachable = true
    for (const cluster of started) {
      await fillCluster(cluster, { projects, images: images.of(cluster.name), signal: stopping.signal })
      if (stopping.signal.aborted) return
      savers.push(saveRunning(cluster, images))
    }
  }
  const filled = fillAll()
  filled.catch(() => undefined)
  return {
    kubeconfigs: Object.fromEntries(
      CLUSTER_PLACES.map(({ name }) => [
        name,
        real[name] ?? started.find((one) => one.name === name)?.kubeconfig ?? '',
      ]),
    ),
    simulated: new Map(started.map((cluster) => [cluster.name, cluster])),
    filled,
    spoil(digest, scenario, where = null) {
      for (const { name, faults } of started)
        if (where === null || where.includes(name)) faults.images.set(digest, scenario)
    },
    async stop() {
      stopping.abort()
      await filled.catch(() => undefined)
      for (const save of savers) save()
      await Promise.all(started.map((cluster) => cluster.stop()))
    },
  }
}
