import type { Refusal } from '../../domain/actor.ts'
import type { Cluster } from '../../domain/cluster.ts'
import type { Deployer, WriteProblem } from '../../domain/deployer.ts'
import { readLastLines } from './patch-images-logs.ts'
import { planChanges } from './patch-images-plan.ts'
import { prepareChange } from './patch-images-prepare.ts'
import { createRolloutWatches, unseenWatch } from './patch-images-watch.ts'
import { writeChange } from './patch-images-write.ts'

export interface PatchImagesOptions {
  /** By the name that the configuration gives them. */
  clusters: ReadonlyMap<string, Cluster> | Readonly<Record<string, Cluster>>
}

/** The adapter of the port Deployer that patches the images of workloads that are there already. */
export function createPatchImages({ clusters }: PatchImagesOptions): Deployer {
  const watches = createRolloutWatches()
  const find = (name: string): Cluster | undefined => {
    if (clusters instanceof Map) return (clusters as ReadonlyMap<string, Cluster>).get(name)
    return Object.hasOwn(clusters, name) ? (clusters as Readonly<Record<string, Cluster>>)[name] : undefined
  }
  return {
    async plan(wish) {
      const cluster = find(wish.place.cluster)
      return cluster ? planChanges(cluster, wish) : { ok: false, refusal: unknownCluster(wish.place) }
    },
    async prepare(place, change, options) {
      const cluster = find(place.cluster)
      return cluster ? prepareChange(cluster, { place, change, options }) : notKnown(place)
    },
    async write(place, change, options) {
      const cluster = find(place.cluster)
      return cluster ? writeChange(cluster, { place, change, options }) : notKnown(place)
    },
    watch(place, onChange) {
      const cluster = find(place.cluster)
      if (cluster) return watches.watch(cluster, place.project, onChange)
      return unseenWatch('cluster-unknown', `no cluster ${place.cluster} is configured`)
    },
    async logs(place, wanted) {
      const cluster = find(place.cluster)
      return cluster ? readLastLines(cluster, place.project, wanted) : null
    },
  }
}

function notKnown(place: { cluster: string; region: string }): WriteProblem {
  return { outcome: 'refused', refusal: unknownCluster(place) }
}

function unknownCluster({ cluster, region }: { cluster: string; region: string }): Refusal {
  return { reason: 'cluster-unknown', details: { cluster, region } }
}
