import type { Cluster } from '../cluster.ts'
import { deleteObject } from '../delete-object.ts'
import type { Deployment, ReplicaSet } from '../workloads.ts'
import { podsOf } from './pods.ts'
import { writeDeploymentStatus } from './deployment-status.ts'
import {
  findNewReplicaSet,
  makeNewReplicaSet,
  revisionOf,
  scaleReplicaSet,
  REVISION,
} from './replica-sets.ts'
import { oldTargets, newTarget } from './rolling-update.ts'
import { CONTROLLER, editAs } from '../write.ts'

/** One step of a rollout, as the deployment controller of Kubernetes takes it; gives when to look again. */
export function reconcileDeployment(cluster: Cluster, found: Deployment): number | undefined {
  if (found.metadata.deletionTimestamp) return undefined
  const sets = replicaSetsOf(cluster, found)
  if (found.spec.paused)
    return writeDeploymentStatus(cluster, found, { sets, newest: findNewReplicaSet(found, sets) })
  const { newest, told } = makeNewReplicaSet(cluster, found, sets)
  const deployment = withRevision(cluster, found, newest)
  const old = sets.filter(({ metadata }) => metadata.uid !== newest.metadata.uid)
  if (deployment.spec.strategy.type === 'Recreate') recreate(cluster, { deployment, newest, old })
  else roll(cluster, { deployment, newest, old })
  cleanUp(cluster, deployment, old)
  const after = replicaSetsOf(cluster, deployment)
  return writeDeploymentStatus(cluster, deployment, {
    sets: after,
    newest: findNewReplicaSet(deployment, after),
    told,
  })
}

interface Rollout {
  deployment: Deployment
  newest: ReplicaSet
  old: readonly ReplicaSet[]
}

function replicaSetsOf({ store }: Cluster, { metadata }: Deployment): ReplicaSet[] {
  return store.dependents('replicasets', metadata.uid)
}

function withRevision(cluster: Cluster, deployment: Deployment, newest: ReplicaSet): Deployment {
  const revision = newest.metadata.annotations?.[REVISION] ?? ''
  const change = ({ metadata }: Deployment): void => {
    metadata.annotations = { ...metadata.annotations, [REVISION]: revision }
  }
  return (
    editAs(cluster, 'deployments', {
      object: deployment,
      manager: CONTROLLER,
      subresource: 'status',
      change,
    }) ?? deployment
  )
}

function roll(cluster: Cluster, { deployment, newest, old }: Rollout): void {
  const wanted = newTarget(deployment, newest, old)
  const scaled = scaleReplicaSet(cluster, { deployment, set: newest, replicas: wanted })
  if (wanted !== newest.spec.replicas) return
  for (const { set, replicas } of oldTargets(deployment, scaled, old))
    scaleReplicaSet(cluster, { deployment, set, replicas })
}

function recreate(cluster: Cluster, { deployment, newest, old }: Rollout): void {
  for (const set of old) scaleReplicaSet(cluster, { deployment, set, replicas: 0 })
  const left = old.some((set) => {
    const { active, terminating } = podsOf(cluster, set)
    return active.length + terminating.length > 0
  })
  if (!left) scaleReplicaSet(cluster, { deployment, set: newest, replicas: deployment.spec.replicas })
}

function cleanUp(cluster: Cluster, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const idle = old
    .filter(({ spec, status }) => spec.replicas === 0 && status.replicas === 0)
    .toSorted((a, b) => revisionOf(a) - revisionOf(b))
  const surplus = old.length - deployment.spec.revisionHistoryLimit
  for (const set of idle.slice(0, Math.max(0, surplus))) deleteObject(cluster, 'replicasets', { object: set })
}
