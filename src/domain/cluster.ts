import type {
  ControllerRevision,
  HorizontalPodAutoscaler,
  KubernetesEvent,
  Pod,
  ReplicaSet,
  Workload,
  WorkloadKind,
} from './kubernetes-objects.ts'

export interface WorkloadRef {
  kind: WorkloadKind
  namespace: string
  name: string
}

/** Why a cluster gave no answer to build on. */
export type ClusterProblem =
  /** The object, or what was asked of it, is not there. */
  | { outcome: 'not-found'; error: string }
  /** The bot may not do this: a matter of RBAC, which no retry mends. */
  | { outcome: 'forbidden'; verb: string; resource: string; error: string }
  /** The credentials were refused, freshly fetched ones too. */
  | { outcome: 'unauthorized'; error: string }
  /** `resource-version`: changed or recreated since it was read: read again. `field-manager`: others own the field. */
  | { outcome: 'conflict'; kind: 'resource-version' | 'field-manager'; managers: string[]; error: string }
  /** The server, a webhook or a quota refuses the content; nothing was changed. */
  | { outcome: 'invalid'; details: string[] }
  /** Too many requests: certainly not carried out. */
  | { outcome: 'limited'; retryAfterMs: number }
  /** No connection, no answer in time, 5xx or an answer that is not Kubernetes. A write may have been carried out. */
  | { outcome: 'unreachable'; error: string }

/** `serverTimeMs` is the cluster's own time of answering (whole seconds), null when it did not say. */
export type ClusterResult<Value> =
  { outcome: 'ok'; value: Value; serverTimeMs: number | null } | ClusterProblem

export interface ClusterHealth {
  /** As in `v1.31.2`. */
  version: string
  latencyMs: number
  /** How far the cluster's clock is ahead of ours, null when it did not say. Precise to a second. */
  clockAheadMs: number | null
}

export interface ApplyImages {
  /** Image by name of a container or init container that the workload already has. */
  containers: Readonly<Record<string, string>>
  /** What was read when it was decided: anything else is a `resource-version` conflict. */
  uid: string
  resourceVersion: string
  /** Takes the image over from other field managers. */
  force: boolean
  dryRun: boolean
}

export interface LogRequest {
  namespace: string
  pod: string
  container: string
  /** The run before the present one: what a crashed container said. */
  previous: boolean
  tailLines: number
}

export interface Permission {
  group: string
  resource: string
  verb: string
}

/** Kinds that can be followed, as the API names them. */
export const FOLLOWED_KINDS = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'controllerrevisions',
  'pods',
  'events',
] as const
export type FollowedKind = (typeof FOLLOWED_KINDS)[number]

/** What belongs to a workload, as far as its kinds are followed. Pods and events of its replica sets included. */
export interface WorkloadSnapshot {
  workload: Workload | null
  replicaSets: ReplicaSet[]
  controllerRevisions: ControllerRevision[]
  pods: Pod[]
  events: KubernetesEvent[]
}

export interface FollowState {
  kind: FollowedKind
  /** Listed at least once since it is followed. */
  isListed: boolean
  /** When the server was last heard, in our time; null: never. Idle watches are heard about once a minute. */
  heardAt: number | null
  /** What stands in the way at present, null when all is well. */
  problem: ClusterProblem | null
}

export interface Following {
  /** By the workload's uid. */
  snapshot(uid: string): WorkloadSnapshot
  states(): FollowState[]
  /** True when every followed kind was listed: only then does an absent object mean that there is none. */
  isComplete(): boolean
}

/** Port: one Kubernetes cluster. Never throws for what the API or the network does. */
export interface Cluster {
  readonly name: string
  health(): Promise<ClusterResult<ClusterHealth>>
  /** Deployments, StatefulSets and DaemonSets. `selector` is a label selector as kubectl takes it. */
  workloads(namespace: string, selector?: string): Promise<ClusterResult<Workload[]>>
  workload(ref: WorkloadRef): Promise<ClusterResult<Workload>>
  autoscalers(namespace: string): Promise<ClusterResult<HorizontalPodAutoscaler[]>>
  /** The kept templates of StatefulSets and DaemonSets. */
  controllerRevisions(namespace: string): Promise<ClusterResult<ControllerRevision[]>>
  /** Changes the image of the named containers and nothing else; answers the workload as it is then. */
  applyImages(ref: WorkloadRef, request: ApplyImages): Promise<ClusterResult<Workload>>
  /** The last lines, cut to 64 KiB. Untrusted and not redacted. `not-found` when the kubelet has none (any more). */
  logs(request: LogRequest): Promise<ClusterResult<string>>
  /** What the bot needs in this namespace and may not do. */
  missingPermissions(namespace: string): Promise<ClusterResult<Permission[]>>
  /**
   * Keeps objects of `kinds` up to date until `signal` aborts. `onChange` gets the uid of the workload that an object
   * belongs to; it must only take note, and may be called for nothing. Followers of a namespace share one watch a kind;
   * who joins later is not told what the others know already: look at the snapshot first.
   */
  follow(
    namespace: string,
    kinds: readonly FollowedKind[],
    options: { onChange: (workloadUid: string) => void; signal: AbortSignal },
  ): Following
  /** Ends all watches and connections. */
  close(): Promise<void>
}
