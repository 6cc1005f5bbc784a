import type { Config } from './schema.ts'

/** How to reach a cluster. Whether the kubeconfig is there shows when it is used. */
export interface ClusterSource {
  name: string
  kubeconfigPath?: string
  inCluster?: true
  context?: string
}

export function toClusters({ clusters }: Config): ClusterSource[] {
  return clusters.map(({ name, kubeconfig, inCluster, context }) => ({
    name,
    ...(kubeconfig !== undefined && { kubeconfigPath: kubeconfig }),
    ...(inCluster !== undefined && { inCluster }),
    ...(context !== undefined && { context }),
  }))
}
