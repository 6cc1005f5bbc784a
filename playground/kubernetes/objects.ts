import type { JsonMap } from './json.ts'

export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller: boolean
  blockOwnerDeletion: boolean
}

export interface ManagedFieldsEntry {
  manager: string
  operation: 'Apply' | 'Update'
  apiVersion: string
  time: string
  fieldsType: 'FieldsV1'
  fieldsV1: JsonMap
  subresource?: string
}

export interface ObjectMeta {
  name: string
  generateName?: string
  namespace?: string
  uid: string
  resourceVersion: string
  generation?: number
  creationTimestamp: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: ManagedFieldsEntry[]
}

export interface KubeObject {
  kind: string
  apiVersion: string
  metadata: ObjectMeta
  spec?: unknown
  status?: unknown
}

export interface LabelSelector {
  matchLabels?: Record<string, string>
}

export interface Container {
  name: string
  image: string
  [field: string]: unknown
}

export interface PodSpec {
  containers: Container[]
  initContainers?: Container[]
  nodeName?: string
  terminationGracePeriodSeconds?: number
  [field: string]: unknown
}

export interface PodTemplate {
  metadata: {
    creationTimestamp?: null
    labels?: Record<string, string>
    annotations?: Record<string, string>
  }
  spec: PodSpec
}

export interface Condition {
  type: string
  status: 'True' | 'False' | 'Unknown'
  lastTransitionTime: string
  lastUpdateTime?: string
  lastProbeTime?: null
  reason?: string
  message?: string
}

export interface Terminated {
  exitCode: number
  signal?: number
  reason: string
  message?: string
  startedAt: string | null
  finishedAt: string | null
  containerID?: string
}

export interface ContainerState {
  waiting?: { reason: string; message?: string }
  running?: { startedAt: string }
  terminated?: Terminated
}

export interface ContainerStatus {
  name: string
  state: ContainerState
  lastState: ContainerState
  ready: boolean
  restartCount: number
  image: string
  imageID: string
  containerID?: string
  started: boolean
}

export interface Pod extends KubeObject {
  spec: PodSpec
  status: {
    phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
    reason?: string
    message?: string
    conditions?: Condition[]
    hostIP?: string
    podIP?: string
    podIPs?: { ip: string }[]
    startTime?: string
    initContainerStatuses?: ContainerStatus[]
    containerStatuses?: ContainerStatus[]
    qosClass?: string
  }
}

export interface KubeEvent extends KubeObject {
  involvedObject: JsonMap & { kind: string; name: string; uid: string }
  reason: string
  message: string
  type: 'Normal' | 'Warning'
  count?: number
  firstTimestamp: string | null
  lastTimestamp: string | null
  eventTime: string | null
  source: { component?: string; host?: string }
  reportingComponent: string
  reportingInstance: string
}
