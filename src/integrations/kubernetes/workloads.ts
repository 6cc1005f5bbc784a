import type { ClusterResult, WorkloadRef } from '../../domain/cluster.ts'
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  StatefulSet,
  Workload,
  WorkloadKind,
} from '../../domain/kubernetes-objects.ts'
import type { Calls } from './calls.ts'
import { list } from './lists.ts'
import { unreadable } from './problems.ts'

export const RESOURCE_OF = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
} as const satisfies Record<WorkloadKind, string>

export async function listWorkloads(
  calls: Calls,
  namespace: string,
  labelSelector?: string,
): Promise<ClusterResult<Workload[]>> {
  const among = { namespace, ...(labelSelector === undefined ? {} : { labelSelector }) }
  const all = await Promise.all([
    list<Deployment>(calls, { resource: 'deployments', ...among }),
    list<StatefulSet>(calls, { resource: 'statefulsets', ...among }),
    list<DaemonSet>(calls, { resource: 'daemonsets', ...among }),
  ])
  const value: Workload[] = []
  let serverTimeMs: number | null = null
  for (const part of all) {
    if (part.outcome !== 'ok') return part
    value.push(...part.value.items)
    serverTimeMs = part.serverTimeMs
  }
  return { outcome: 'ok', value, serverTimeMs }
}

export async function readWorkload(calls: Calls, ref: WorkloadRef): Promise<ClusterResult<Workload>> {
  const { kind, namespace, name } = ref
  const target = { resource: RESOURCE_OF[kind], verb: 'get', namespace, name } as const
  const read = await calls.json<Workload>({ target })
  return read.outcome === 'ok' && read.value.kind !== kind ? unreadable(`the answer is not a ${kind}`) : read
}

export async function listAutoscalers(
  calls: Calls,
  namespace: string,
): Promise<ClusterResult<HorizontalPodAutoscaler[]>> {
  const listed = await list<HorizontalPodAutoscaler>(calls, {
    resource: 'horizontalpodautoscalers',
    namespace,
  })
  return listed.outcome === 'ok' ? { ...listed, value: listed.value.items } : listed
}

export async function listControllerRevisions(
  calls: Calls,
  namespace: string,
): Promise<ClusterResult<ControllerRevision[]>> {
  const listed = await list<ControllerRevision>(calls, { resource: 'controllerrevisions', namespace })
  return listed.outcome === 'ok' ? { ...listed, value: listed.value.items } : listed
}
