import type { Deployment, IntOrPercent, ReplicaSet } from '../workloads.ts'

/** `25%` of a total, or the number itself. */
export function resolve(value: IntOrPercent | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value
  const share = (Number.parseFloat(value ?? '25%') / 100) * total
  return round === 'up' ? Math.ceil(share) : Math.floor(share)
}

export function limitsOf({ spec }: Deployment): { maxSurge: number; maxUnavailable: number } {
  const { rollingUpdate } = spec.strategy
  const maxSurge = resolve(rollingUpdate?.maxSurge, spec.replicas, 'up')
  const maxUnavailable = resolve(rollingUpdate?.maxUnavailable, spec.replicas, 'down')
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable }
}

const total = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { spec }) => sum + spec.replicas, 0)
const availableIn = ({ status }: ReplicaSet): number => status.availableReplicas ?? 0

/** How many pods of the new template there may be now. */
export function newTarget(deployment: Deployment, newest: ReplicaSet, old: readonly ReplicaSet[]): number {
  const desired = deployment.spec.replicas
  if (newest.spec.replicas >= desired) return desired
  const room = desired + limitsOf(deployment).maxSurge - total([newest, ...old])
  return Math.min(desired, newest.spec.replicas + Math.max(0, room))
}

/** What is left of the old pods: the broken ones go first, the others as new ones become available. */
export function oldTargets(
  deployment: Deployment,
  newest: ReplicaSet,
  old: readonly ReplicaSet[],
): { set: ReplicaSet; replicas: number }[] {
  const minAvailable = deployment.spec.replicas - limitsOf(deployment).maxUnavailable
  const newUnavailable = newest.spec.replicas - availableIn(newest)
  let broken = total([newest, ...old]) - minAvailable - newUnavailable
  const targets = old
    .filter(({ spec }) => spec.replicas > 0)
    .map((set) => ({ set, replicas: set.spec.replicas }))
  for (const target of targets) {
    const gone = Math.max(0, Math.min(broken, target.replicas - availableIn(target.set)))
    target.replicas -= gone
    broken -= gone
  }
  let spare = [newest, ...old].reduce((sum, set) => sum + availableIn(set), 0) - minAvailable
  for (const target of targets) {
    const gone = Math.max(0, Math.min(spare, broken, target.replicas))
    target.replicas -= gone
    spare -= gone
    broken -= gone
  }
  return targets
}
