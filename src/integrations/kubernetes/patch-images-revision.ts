import type { Cluster, ClusterResult } from '../../domain/cluster.ts'
import type { Workload } from '../../domain/kubernetes-objects.ts'
import { REVISION_ANNOTATION } from '../../domain/rollout/deployment.ts'
import { isOwnedBy } from '../../domain/rollout/pods.ts'

/** The revision of the template, as `RolloutRecord.revisionBefore` defines it for each kind. */
export async function readRevision(
  cluster: Cluster,
  workload: Workload,
): Promise<ClusterResult<string | null>> {
  switch (workload.kind) {
    case 'Deployment':
      return known(workload.metadata.annotations?.[REVISION_ANNOTATION])
    case 'StatefulSet':
      return known(workload.status?.updateRevision)
    case 'DaemonSet':
      return newestOf(cluster, workload.metadata)
  }
}

async function newestOf(
  cluster: Cluster,
  { namespace = '', uid }: Workload['metadata'],
): Promise<ClusterResult<string | null>> {
  const listed = await cluster.controllerRevisions(namespace)
  if (listed.outcome !== 'ok') return listed
  const numbers = listed.value
    .filter(({ metadata }) => isOwnedBy(metadata, uid))
    .map(({ revision }) => revision)
  return known(numbers.length === 0 ? undefined : String(Math.max(...numbers)))
}

function known(revision: string | undefined): ClusterResult<string | null> {
  return { outcome: 'ok', value: revision ?? null, serverTimeMs: null }
}
