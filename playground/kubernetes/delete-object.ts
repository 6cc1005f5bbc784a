import type { Cluster } from './cluster.ts'
import type { KubeObject, Pod } from './objects.ts'
import type { Plural } from './kinds.ts'
import { timestamp } from './timestamps.ts'

export type Propagation = 'Background' | 'Foreground' | 'Orphan'

const ORPHAN = 'orphan'
const FOREGROUND = 'foregroundDeletion'

/** Deletes, or marks it for the kubelet or the garbage collector to finish; gives what is left of it. */
export function deleteObject(
  cluster: Cluster,
  plural: Plural,
  { object, ...options }: { object: KubeObject; propagation?: Propagation; graceSeconds?: number },
): KubeObject | undefined {
  if (plural === 'pods') return deletePod(cluster, object as Pod, options.graceSeconds)
  const { propagation = 'Background' } = options
  if (propagation === 'Background') {
    cluster.store.remove(plural, object)
    return undefined
  }
  return cluster.store.update(plural, {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp: object.metadata.deletionTimestamp ?? timestamp(cluster.now()),
      deletionGracePeriodSeconds: 0,
      finalizers: [propagation === 'Orphan' ? ORPHAN : FOREGROUND],
    },
  })
}

function deletePod(cluster: Cluster, pod: Pod, asked?: number): KubeObject | undefined {
  const grace = asked ?? pod.spec.terminationGracePeriodSeconds ?? 30
  const ended = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'
  if (grace === 0 || !pod.spec.nodeName || ended) {
    cluster.store.remove('pods', pod)
    return undefined
  }
  const { deletionGracePeriodSeconds: already } = pod.metadata
  if (already !== undefined && already <= grace) return pod
  return cluster.store.update('pods', {
    ...pod,
    metadata: {
      ...pod.metadata,
      deletionTimestamp: timestamp(cluster.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
    },
  })
}

export function awaitsDependents({ metadata }: KubeObject): boolean {
  return metadata.finalizers?.includes(FOREGROUND) ?? false
}

export function orphansDependents({ metadata }: KubeObject): boolean {
  return metadata.finalizers?.includes(ORPHAN) ?? false
}
