import type { KubeEvent, KubeObject, Pod } from './objects.ts'
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from './workloads.ts'

/** The objects behind each resource. */
export interface Kinds {
  namespaces: KubeObject
  pods: Pod
  events: KubeEvent
  configmaps: KubeObject
  secrets: KubeObject
  deployments: Deployment
  statefulsets: StatefulSet
  daemonsets: DaemonSet
  replicasets: ReplicaSet
  controllerrevisions: ControllerRevision
  horizontalpodautoscalers: KubeObject
}

export type Plural = keyof Kinds
