import type {
  Condition,
  ContainerStatus,
  Deployment,
  DeploymentSpec,
  DeploymentStatus,
  KubernetesEvent,
  Pod,
  PodSpec,
  PodStatus,
  ReplicaSet,
} from '../../../src/domain/kubernetes-objects.ts'
import type { RolloutRecord } from '../../../src/domain/rollout/record.ts'

export const START = Date.parse('2026-11-20T16:00:00Z')
export const NEW_IMAGE = `registry.test/checkout@sha256:${'b'.repeat(64)}`
export const OLD_IMAGE = `registry.test/checkout@sha256:${'a'.repeat(64)}`
export const UID = 'uid-checkout'

/** A time of the API, so many seconds after our write. */
export function at(seconds: number): string {
  return `${new Date(START + Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`
}

export function after(seconds: number): number {
  return START + seconds * 1000
}

export function record(changes: Partial<RolloutRecord> = {}): RolloutRecord {
  return {
    startedAt: START,
    uid: UID,
    generation: 2,
    revisionBefore: '1',
    revision: null,
    templateHash: null,
    images: { app: NEW_IMAGE },
    deadlineMs: 600_000,
    stabilityMs: 60_000,
    memory: null,
    ...changes,
  }
}

export function template(image: string) {
  return { spec: { containers: [{ name: 'app', image }] } }
}

const META = { namespace: 'payments', creationTimestamp: at(0) }

export function deployment(
  status: DeploymentStatus = {},
  spec: Partial<DeploymentSpec> = {},
  metadata: Partial<Deployment['metadata']> = {},
): Deployment {
  return {
    kind: 'Deployment',
    metadata: {
      ...META,
      name: 'checkout',
      uid: UID,
      generation: 2,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
      ...metadata,
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'checkout' } },
      template: template(NEW_IMAGE),
      progressDeadlineSeconds: 600,
      ...spec,
    },
    status: { observedGeneration: 2, ...counts(3, 3, 3, 3), ...status },
  }
}

export function counts(replicas: number, updated: number, ready: number, available: number) {
  return { replicas, updatedReplicas: updated, readyReplicas: ready, availableReplicas: available }
}

export function replicaSet(
  revision: string,
  image: string,
  status: NonNullable<ReplicaSet['status']> = {},
): ReplicaSet {
  return {
    metadata: {
      ...META,
      name: `checkout-${revision}`,
      uid: `uid-set-${revision}`,
      annotations: { 'deployment.kubernetes.io/revision': revision },
      labels: { 'pod-template-hash': `hash-${revision}` },
      ownerReferences: [{ kind: 'Deployment', name: 'checkout', uid: UID, controller: true }],
    },
    spec: { replicas: 3, template: template(image) },
    status,
  }
}

export function newSet(available = 3, status: NonNullable<ReplicaSet['status']> = {}): ReplicaSet {
  return replicaSet('2', NEW_IMAGE, {
    replicas: 3,
    readyReplicas: available,
    availableReplicas: available,
    ...status,
  })
}

export function oldSet(replicas = 0): ReplicaSet {
  return replicaSet('1', OLD_IMAGE, { replicas, readyReplicas: replicas, availableReplicas: replicas })
}

export interface PodShape {
  readonly owner?: string
  readonly ownerKind?: string
  readonly labels?: Record<string, string>
  readonly metadata?: Partial<Pod['metadata']>
  readonly spec?: Partial<PodSpec>
  readonly status?: PodStatus
  readonly container?: Partial<ContainerStatus>
}

/** A ready pod of the new replica set, unless told otherwise. */
export function pod(name: string, shape: PodShape = {}): Pod {
  const isReady = shape.container?.ready ?? true
  return {
    metadata: {
      ...META,
      name,
      uid: `uid-${name}`,
      ...(shape.labels && { labels: shape.labels }),
      ownerReferences: [
        { kind: shape.ownerKind ?? 'ReplicaSet', name: 'owner', uid: shape.owner ?? 'uid-set-2' },
      ],
      ...shape.metadata,
    },
    spec: { containers: [{ name: 'app', image: NEW_IMAGE }], nodeName: 'node-1', ...shape.spec },
    status: {
      phase: 'Running',
      startTime: at(1),
      conditions: [condition('Ready', { status: isReady ? 'True' : 'False', seconds: 5 })],
      containerStatuses: [
        {
          name: 'app',
          ready: isReady,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: at(2) } },
          ...shape.container,
        },
      ],
      ...shape.status,
    },
  }
}

export function condition(
  type: string,
  {
    status = 'True',
    reason,
    message,
    seconds = 0,
  }: { status?: Condition['status']; reason?: string; message?: string; seconds?: number } = {},
): Condition {
  return {
    type,
    status,
    lastUpdateTime: at(seconds),
    lastTransitionTime: at(seconds),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  }
}

export function event(
  uid: string,
  reason: string,
  { message = '', seconds = 10, count = 1 }: { message?: string; seconds?: number; count?: number } = {},
): KubernetesEvent {
  return {
    metadata: { ...META, name: `${uid}.${reason}.${seconds}`, uid: `event-${uid}-${reason}-${seconds}` },
    involvedObject: { uid },
    type: 'Warning',
    reason,
    message,
    count,
    lastTimestamp: at(seconds),
  }
}

export function waiting(reason: string, message = '') {
  return { ready: false, started: false, state: { waiting: { reason, message } } }
}
