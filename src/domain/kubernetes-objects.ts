/**
 * What the bot reads of Kubernetes objects: structural subsets of the API's JSON. Times stay the strings that the
 * server sent. A field is optional, or may be null, where the API leaves it out; the items of a list carry no `kind`, so
 * that a reader of workloads adds it.
 */

export interface OwnerReference {
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
}

export interface ManagedFields {
  readonly manager?: string
  readonly operation?: string
  readonly subresource?: string
  readonly time?: string | null
  readonly fieldsV1?: Readonly<Record<string, unknown>>
}

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string | null
  readonly deletionTimestamp?: string | null
  readonly deletionGracePeriodSeconds?: number | null
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
  readonly managedFields?: readonly ManagedFields[]
}

export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastUpdateTime?: string | null
  readonly lastTransitionTime?: string | null
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly LabelRequirement[]
}

export interface LabelRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

export interface Probe {
  readonly initialDelaySeconds?: number
  readonly periodSeconds?: number
  readonly timeoutSeconds?: number
  readonly failureThreshold?: number
  readonly successThreshold?: number
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>
    readonly limits?: Readonly<Record<string, string>>
  }
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string
}

export interface PodSpec {
  readonly containers: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly nodeName?: string
  readonly terminationGracePeriodSeconds?: number | null
}

export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec: PodSpec
}

export interface DeploymentSpec {
  /** Left out by the sender means 1. */
  readonly replicas?: number | null
  readonly paused?: boolean
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly strategy?: {
    readonly type?: string
    readonly rollingUpdate?: {
      readonly maxSurge?: number | string
      readonly maxUnavailable?: number | string
    } | null
  }
  readonly minReadySeconds?: number
  readonly progressDeadlineSeconds?: number | null
  readonly revisionHistoryLimit?: number | null
}

export interface DeploymentStatus {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly updatedReplicas?: number
  readonly readyReplicas?: number
  readonly availableReplicas?: number
  readonly unavailableReplicas?: number
  readonly terminatingReplicas?: number | null
  readonly conditions?: readonly Condition[]
}

export interface Deployment {
  readonly kind: 'Deployment'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: DeploymentSpec
  readonly status?: DeploymentStatus
}

export interface StatefulSetSpec {
  readonly replicas?: number | null
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly serviceName?: string
  readonly updateStrategy?: {
    readonly type?: string
    readonly rollingUpdate?: {
      readonly partition?: number | null
      readonly maxUnavailable?: number | string
    } | null
  }
  readonly minReadySeconds?: number
  readonly revisionHistoryLimit?: number | null
}

export interface StatefulSetStatus {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly readyReplicas?: number
  readonly currentReplicas?: number
  readonly updatedReplicas?: number
  readonly availableReplicas?: number
  readonly currentRevision?: string
  readonly updateRevision?: string
  readonly conditions?: readonly Condition[]
}

export interface StatefulSet {
  readonly kind: 'StatefulSet'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: StatefulSetSpec
  readonly status?: StatefulSetStatus
}

export interface DaemonSetSpec {
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly updateStrategy?: {
    readonly type?: string
    readonly rollingUpdate?: {
      readonly maxSurge?: number | string
      readonly maxUnavailable?: number | string
    } | null
  }
  readonly minReadySeconds?: number
  readonly revisionHistoryLimit?: number | null
}

export interface DaemonSetStatus {
  readonly observedGeneration?: number
  readonly currentNumberScheduled?: number
  readonly desiredNumberScheduled?: number
  readonly numberMisscheduled?: number
  readonly numberReady?: number
  readonly updatedNumberScheduled?: number
  readonly numberAvailable?: number
  readonly numberUnavailable?: number
  readonly conditions?: readonly Condition[]
}

export interface DaemonSet {
  readonly kind: 'DaemonSet'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: DaemonSetSpec
  readonly status?: DaemonSetStatus
}

export type Workload = Deployment | StatefulSet | DaemonSet
export type WorkloadKind = Workload['kind']

export interface ReplicaSet {
  readonly kind?: 'ReplicaSet'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly replicas?: number | null
    readonly selector?: LabelSelector
    readonly template?: PodTemplate
    readonly minReadySeconds?: number
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly fullyLabeledReplicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly terminatingReplicas?: number | null
    readonly conditions?: readonly Condition[]
  }
}

/** One kept template of a StatefulSet or a DaemonSet. */
export interface ControllerRevision {
  readonly kind?: 'ControllerRevision'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly revision: number
  readonly data?: Readonly<Record<string, unknown>>
}

export interface ContainerStateWaiting {
  readonly reason?: string
  readonly message?: string
}

export interface ContainerStateRunning {
  readonly startedAt?: string | null
}

export interface ContainerStateTerminated {
  readonly exitCode: number
  readonly signal?: number
  readonly reason?: string
  readonly message?: string
  readonly startedAt?: string | null
  readonly finishedAt?: string | null
}

export interface ContainerState {
  readonly waiting?: ContainerStateWaiting
  readonly running?: ContainerStateRunning
  readonly terminated?: ContainerStateTerminated
}

export interface ContainerStatus {
  readonly name: string
  readonly image?: string
  readonly imageID?: string
  readonly ready: boolean
  readonly started?: boolean | null
  readonly restartCount: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

export interface PodStatus {
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly startTime?: string | null
  readonly conditions?: readonly Condition[]
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
}

export interface Pod {
  readonly kind?: 'Pod'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: PodSpec
  readonly status?: PodStatus
}

export interface ObjectReference {
  readonly kind?: string
  readonly namespace?: string
  readonly name?: string
  readonly uid?: string
  readonly fieldPath?: string
}

/** A core/v1 Event; named apart from the web's global `Event`. */
export interface KubernetesEvent {
  readonly kind?: 'Event'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly involvedObject: ObjectReference
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string | null } | null
  readonly source?: { readonly component?: string; readonly host?: string }
}

export interface HorizontalPodAutoscaler {
  readonly kind?: 'HorizontalPodAutoscaler'
  readonly apiVersion?: string
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string; readonly apiVersion?: string }
    readonly minReplicas?: number | null
    readonly maxReplicas: number
  }
  readonly status?: {
    readonly currentReplicas?: number
    readonly desiredReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}
