import type { Problem } from './problem.ts'
import { repeated, type Entry, type Report } from './raw-entries.ts'

export function clusterProblems(clusters: Entry[], report: Report): Problem[] {
  return [
    ...repeated(
      clusters,
      { key: 'name', path: ['clusters'], remedy: 'give each cluster its own name, or merge the two entries' },
      report,
    ),
    ...clusters.flatMap((cluster, index) => accessProblems(cluster, index, report)),
  ]
}

function accessProblems(cluster: Entry, index: number, report: Report): Problem[] {
  if (cluster['inCluster'] === undefined) {
    if (cluster['kubeconfig'] !== undefined) return []
    const remedy = 'give kubeconfig, the path of a file, or inCluster: true'
    return [report(['clusters', index], 'does not say how to reach the cluster', remedy)]
  }
  return ['kubeconfig', 'context'].flatMap((key) => {
    if (cluster[key] === undefined) return []
    const remedy = `delete ${key}, or inCluster`
    return [report(['clusters', index, key], 'stands beside inCluster', remedy)]
  })
}
