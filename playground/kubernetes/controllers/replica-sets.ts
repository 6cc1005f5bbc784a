import type { Cluster } from '../cluster.ts'
import { recordEvent } from '../record-event.ts'
import { templateHash, withoutHash } from '../template-hash.ts'
import { canonical } from '../json.ts'
import type { Deployment, ReplicaSet } from '../workloads.ts'
import { CONTROLLER, createAs, editAs } from '../write.ts'
import { ownerReference } from './pods.ts'
import { limitsOf } from './rolling-update.ts'

export const REVISION = 'deployment.kubernetes.io/revision'
const HISTORY = 'deployment.kubernetes.io/revision-history'
const DESIRED = 'deployment.kubernetes.io/desired-replicas'
const MAXIMUM = 'deployment.kubernetes.io/max-replicas'

const NOT_COPIED = [REVISION, HISTORY, DESIRED, MAXIMUM, 'kubectl.kubernetes.io/last-applied-configuration']

export function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[REVISION] ?? 0)
}

export function findNewReplicaSet({ spec }: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const wanted = canonical(withoutHash(spec.template))
  return sets.find((set) => canonical(withoutHash(set.spec.template)) === wanted)
}

/** The ReplicaSet of the deployment's template, made when there is none. */
export function makeNewReplicaSet(
  cluster: Cluster,
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): { newest: ReplicaSet; told?: 'created' } {
  const known = findNewReplicaSet(deployment, sets)
  const last = Math.max(0, ...sets.filter((set) => set !== known).map(revisionOf))
  if (known) return { newest: revisionOf(known) > last ? known : revised(cluster, known, last + 1) }
  const { metadata, spec } = deployment
  const hash = templateHash(spec.template)
  const labels = { ...spec.template.metadata.labels, 'pod-template-hash': hash }
  const newest = createAs(cluster, 'replicasets', {
    manager: CONTROLLER,
    draft: {
      kind: 'ReplicaSet',
      apiVersion: 'apps/v1',
      metadata: {
        name: `${metadata.name}-${hash}`,
        namespace: metadata.namespace ?? '',
        labels,
        annotations: { ...copied(metadata.annotations), ...counts(deployment), [REVISION]: String(last + 1) },
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas: 0,
        ...(spec.minReadySeconds && { minReadySeconds: spec.minReadySeconds }),
        selector: { matchLabels: { ...spec.selector.matchLabels, 'pod-template-hash': hash } },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
      status: { replicas: 0 },
    },
  })
  return { newest, told: 'created' }
}

function copied(annotations: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([name]) => !NOT_COPIED.includes(name)))
}

function counts(deployment: Deployment): Record<string, string> {
  const { replicas } = deployment.spec
  return { [DESIRED]: String(replicas), [MAXIMUM]: String(replicas + limitsOf(deployment).maxSurge) }
}

/** An older template that is wanted again gets the next revision. */
function revised(cluster: Cluster, set: ReplicaSet, revision: number): ReplicaSet {
  const change = ({ metadata }: ReplicaSet): void => {
    const before = metadata.annotations?.[REVISION]
    const history = [metadata.annotations?.[HISTORY], before].filter(Boolean).join(',')
    metadata.annotations = {
      ...metadata.annotations,
      [REVISION]: String(revision),
      ...(history && { [HISTORY]: history }),
    }
  }
  return editAs(cluster, 'replicasets', { object: set, manager: CONTROLLER, change }) ?? set
}

export function scaleReplicaSet(
  cluster: Cluster,
  { deployment, set, replicas }: { deployment: Deployment; set: ReplicaSet; replicas: number },
): ReplicaSet {
  const change = (draft: ReplicaSet): void => {
    draft.spec.replicas = replicas
    draft.metadata.annotations = { ...draft.metadata.annotations, ...counts(deployment) }
  }
  const scaled = editAs(cluster, 'replicasets', { object: set, manager: CONTROLLER, change }) ?? set
  const before = set.spec.replicas
  if (before !== replicas) {
    const way = replicas > before ? 'up' : 'down'
    recordEvent(cluster, deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${way} replica set ${set.metadata.name} ${before > 0 ? `from ${before} ` : ''}to ${replicas}`,
      component: 'deployment-controller',
    })
  }
  return scaled
}
