import { changePlanHash } from './change-plan-hash.ts'
import type { Change, ChangePlan, ChangeVerb } from './change.ts'

/** A change as it is asked for: nothing has begun. */
export function newChange(asked: {
  id: string
  resourceId: string
  verb: ChangeVerb
  plan: ChangePlan
  requesterId: string
  now: number
}): Change {
  const { id, resourceId, verb, plan, requesterId, now } = asked
  return {
    id,
    resourceId,
    verb,
    state: 'waiting-for-approval',
    stoppedIn: null,
    plan,
    planHash: changePlanHash(resourceId, verb, plan),
    requesterId,
    parts: [...plan.make, ...plan.unmake].map((part) => ({
      id: part.id,
      step: 'waiting',
      startedAt: null,
      endedAt: null,
      calledAt: null,
      requestId: null,
      mends: 0,
      what: null,
    })),
    modify: verb === 'modify' ? { underWay: null, done: [], quietUntil: null } : null,
    cancelled: null,
    failure: null,
    cause: null,
    trouble: null,
    residue: null,
    warnedAt: null,
    createdAt: now,
    startedAt: null,
    goingSince: null,
    endedAt: null,
    version: 0,
  }
}
