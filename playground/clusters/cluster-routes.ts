import { createUserRoutes, type UserRoutes } from '../user-routes.ts'
import { UserError } from '../slack/people/user-error.ts'
import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import { changeFaults, shownFaults } from './api-faults.ts'
import { CLUSTER_PLACES, placeNamed } from './cluster-places.ts'
import { overviewOf, podsOf, type ClusterOverview, type TagOf } from './overview.ts'
import type { Clusters } from './start-clusters.ts'

/** Answers `/playground/clusters…`; false when the path is another. */
export function createClusterRoutes(clusters: Clusters, tagOf: TagOf): UserRoutes {
  const { kubeconfigs, simulated } = clusters
  const simulatedNamed = (name: string): KubernetesSimulator => {
    const cluster = simulated.get(name)
    if (cluster) return cluster
    const why = placeNamed(name) ? 'is not simulated' : 'is no cluster of this playground'
    throw new UserError(404, 'cluster_not_found', `${name} ${why}`)
  }
  const overview = rememberOverviews((place) => {
    const cluster = simulated.get(place.name)
    return overviewOf(place, kubeconfigs[place.name] ?? '', { cluster, tagOf })
  }, simulated)
  return createUserRoutes([
    ['GET', '/clusters', () => CLUSTER_PLACES.map(overview)],
    [
      'GET',
      '/clusters/*/pods',
      ({ parts: [name = ''], query }) => {
        const namespace = query.get('namespace')
        if (!namespace) throw new UserError(400, 'namespace_missing', 'say which with ?namespace=')
        return podsOf(simulatedNamed(name), namespace, tagOf)
      },
    ],
    [
      'PATCH',
      '/clusters/*/faults',
      ({ parts: [name = ''], body }) => {
        const { faults } = simulatedNamed(name)
        changeFaults(faults, body)
        return { ok: true, faults: shownFaults(faults) }
      },
    ],
  ])
}

type Place = (typeof CLUSTER_PLACES)[number]

/** A page asks every second: what did not change is not looked at again. */
function rememberOverviews(
  look: (place: Place) => ClusterOverview,
  simulated: ReadonlyMap<string, KubernetesSimulator>,
): (place: Place) => ClusterOverview {
  const kept = new Map<string, { version: number; overview: ClusterOverview }>()
  return (place) => {
    const cluster = simulated.get(place.name)
    const version = cluster?.state.version() ?? 0
    const known = kept.get(place.name)
    const overview = known?.version === version ? known.overview : look(place)
    kept.set(place.name, { version, overview })
    return cluster ? { ...overview, faults: shownFaults(cluster.faults) } : overview
  }
}
