import type { Condition } from './objects.ts'

type Told = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>

export function conditionOf(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find((condition) => condition.type === type)
}

/** Conditions of workloads: lastUpdateTime moves with every telling, lastTransitionTime with the status. */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  told: Told,
  now: string,
): Condition[] {
  const before = conditionOf(conditions, told.type)
  const unchanged =
    before?.status === told.status && before.reason === told.reason && before.message === told.message
  const lastTransitionTime = before?.status === told.status ? before.lastTransitionTime : now
  const next = unchanged ? before : { lastUpdateTime: now, lastTransitionTime, ...told }
  return replaced(conditions, next)
}

function replaced(conditions: readonly Condition[] = [], next: Condition): Condition[] {
  const known = conditions.some(({ type }) => type === next.type)
  return known ? conditions.map((one) => (one.type === next.type ? next : one)) : [...conditions, next]
}

/** Conditions of pods carry no lastUpdateTime. */
export function withPodCondition(
  conditions: readonly Condition[] | undefined,
  told: Told,
  now: string,
): Condition[] {
  const before = conditionOf(conditions, told.type)
  const lastTransitionTime = before?.status === told.status ? before.lastTransitionTime : now
  const next = { lastProbeTime: null, lastTransitionTime, ...told }
  return replaced(conditions, next)
}
