import { setImmediate as breathe } from 'node:timers/promises'
import { imageOf, repositoryOf } from '../builds/image-name.ts'
import { firstRunning } from '../builds/versions.ts'
import { resourceOfKind } from '../kubernetes/resources.ts'
import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import type { Deployment } from '../kubernetes/workloads.ts'
import type { PlaygroundProject } from '../workspace.ts'
import { placeNamed } from './cluster-places.ts'
import type { ClusterImages } from './running-images.ts'
import { autoscalerSeeds, kindOf, workloadSeed } from './workload-seeds.ts'
import { keyOf } from './workload-state.ts'

export interface Filling {
  projects: readonly PlaygroundProject[]
  images: ClusterImages
  signal: AbortSignal
}

/**
 * Puts the projects in, service by service so that others get a turn, and starts again the rollouts that were under way.
 * Nobody can reach the cluster meanwhile: half of its workloads would look like deleted ones.
 */
export async function fillCluster(cluster: KubernetesSimulator, filling: Filling): Promise<void> {
  const { projects, images, signal } = filling
  const place = placeNamed(cluster.name)
  if (!place) throw new Error(`filling ${cluster.name}: there is no such cluster`)
  cluster.faults.unreachable = true
  cluster.seed({ namespaces: projects.map(({ namespace }) => namespace), workloads: [] })
  for (const { namespace, name } of servicesOf(projects)) {
    await breathe()
    if (signal.aborted) return
    const known = images[keyOf({ namespace, name })]
    const image = known?.serving ?? known?.image ?? firstImage(namespace, name)
    cluster.seed({ namespaces: [], workloads: [workloadSeed(place, { namespace, name, image })] })
  }
  const autoscalers = autoscalerSeeds(place).filter(({ namespace }) =>
    projects.some((project) => project.namespace === namespace),
  )
  cluster.seed({ namespaces: [], workloads: [], autoscalers })
  for (const service of servicesOf(projects)) {
    const known = images[keyOf(service)]
    if (known?.serving !== undefined) setImage(cluster, service, known.image)
  }
  cluster.faults.unreachable = false
}

function servicesOf(projects: readonly PlaygroundProject[]): { namespace: string; name: string }[] {
  return projects.flatMap(({ namespace, services }) => services.map((name) => ({ namespace, name })))
}

function firstImage(project: string, service: string): string {
  return imageOf(repositoryOf(project, service), firstRunning(project, service))
}

function setImage(
  cluster: KubernetesSimulator,
  { namespace, name }: { namespace: string; name: string },
  image: string,
): void {
  const { plural } = resourceOfKind(kindOf(name))
  cluster.state.edit(plural, { namespace, name, manager: 'kubectl-set' }, (draft) => {
    const [container] = (draft as Deployment).spec.template.spec.containers
    if (container) container.image = image
  })
}
