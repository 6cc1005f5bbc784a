import { z } from 'zod'
import { refused, type Outcome } from '../domain/actor.ts'
import { peopleOnly } from '../domain/members.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { withChange } from './change-in-hand.ts'
import { storeChange, type ChangeOf } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { onceMore } from './request-deploy-once-more.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { recordId } from './resource-input.ts'
import { rightsOfChange } from './resource-rights.ts'

const input = z.object({ changeId: recordId })

const retry = defineOperation<z.output<typeof input>, ChangeOf, ResourceDeps, Outcome<ChangeFacts>>({
  name: 'retry-resource',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { changeId }, deps }) => rightsOfChange(deps, { actor, changeId }),
  async decide({ tx, actor, input: { changeId }, facts: rights, now }) {
    // It goes on to change things: whoever asked for it may not do so for ever.
    const hand = { actor, changeId, rights, requesterMay: false, as: 'retried' }
    return withChange(tx, hand, (read) => goOn(tx, read, now))
  },
})

async function goOn(tx: Records, { change, resource }: ChangeOf, now: number): Promise<Outcome<ChangeOf>> {
  const { state, stoppedIn, verb } = change
  if (state !== 'stopped' || stoppedIn === null) return refused('change-not-stopped', { verb, state })
  // Why it turned back stays told; why it could not go on is over.
  const told = { failure: change.cause, cause: null, trouble: null, warnedAt: null, goingSince: now }
  const going = { ...change, ...told, state: stoppedIn, stoppedIn: null }
  return storeChange(tx, { change: going, resource }, now)
}

/** Somebody helped: the change goes on where it was stopped. */
export function createRetryResource(deps: ResourceDeps): Operation<ChangeOf> {
  return onceMore(retry(deps))
}
