import { z } from 'zod'
import { refused, type Outcome } from '../domain/actor.ts'
import { stepApproval, type Approval, type ApprovalEvent } from '../domain/approval.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { withChange } from './change-in-hand.ts'
import { endUntouched, storeChange, type ChangeOf } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { tellOfChange } from './resource-effects.ts'
import { recordId } from './resource-input.ts'
import { rightsOfChange } from './resource-rights.ts'

const input = z.object({ changeId: recordId })

interface Who {
  by: string
  now: number
}

const cancel = defineOperation<z.output<typeof input>, ChangeOf, ResourceDeps, Outcome<ChangeFacts>>({
  name: 'cancel-resource',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { changeId }, deps }) => rightsOfChange(deps, { actor, changeId }),
  async decide({ tx, actor, input: { changeId }, facts: rights, now }) {
    const who = { by: userOf(actor), now }
    const hand = { actor, changeId, rights, requesterMay: true, as: 'cancelled' }
    return withChange(tx, hand, (read) => callOff(tx, read, who))
  },
})

async function callOff(tx: Records, read: ChangeOf, who: Who): Promise<Outcome<ChangeOf>> {
  const { change } = read
  const { name } = read.resource
  switch (change.state) {
    case 'waiting-for-approval':
      return withdraw(tx, read, who)
    case 'running':
      return turnBack(tx, read, who)
    case 'undoing':
      return refused('already-undoing', { name })
    case 'stopped':
      if (change.stoppedIn === 'undoing') return refused('undoing-stopped', { name })
      return turnBack(
        tx,
        { ...read, change: { ...change, state: 'running', stoppedIn: null, failure: null } },
        who,
      )
    default:
      return refused('change-is-over', { verb: change.verb, state: change.state })
  }
}

/** Nothing was touched: it just ends. */
async function withdraw(tx: Records, read: ChangeOf, { by, now }: Who): Promise<Outcome<ChangeOf>> {
  const { change } = read
  for (const approval of await tx.approvals.of(change.id)) {
    if (approval.state === 'waiting') await closeApproval(tx, approval, { by, now })
  }
  const ended = await endUntouched(tx, read, { as: 'withdrawn', now })
  if (!ended.ok) throw new Error(`storing change ${change.id}: it changed meanwhile`)
  await tell(tx, read, { news: 'withdrawn', by, now })
  return ended
}

async function closeApproval(tx: Records, approval: Approval, { by, now }: Who): Promise<void> {
  const moment = { seen: approval.version, now }
  const event: ApprovalEvent =
    by === approval.requesterId
      ? { event: 'withdraw', userId: by }
      : { event: 'set-aside', by, reason: 'withdrawn' }
  const closed = stepApproval(approval, event, moment)
  // One that has run out of time answers so: it is expired.
  const ended = closed.ok ? closed : stepApproval(approval, { event: 'time-passed' }, moment)
  if (ended.ok && !(await tx.approvals.update(ended.value.approval))) {
    throw new Error(`storing approval ${approval.id}: it changed meanwhile`)
  }
}

/** Stored as a wish: it is carried out as soon as the cloud lets it. */
async function turnBack(tx: Records, read: ChangeOf, { by, now }: Who): Promise<Outcome<ChangeOf>> {
  const { change, resource } = read
  if (change.cancelled)
    return refused('already-cancelled', { by: change.cancelled.by, at: change.cancelled.at })
  if (isRemoving(change)) return refused('too-late-to-cancel', { name: resource.name })
  const stored = await storeChange(tx, { change: { ...change, cancelled: { by, at: now } }, resource }, now)
  if (stored.ok) await tell(tx, read, { news: 'cancelled', by, now })
  return stored
}

/** What is deleted does not come back. */
function isRemoving({ verb, plan, parts }: Change): boolean {
  if (verb !== 'delete') return false
  const removed = new Set(plan.unmake.map(({ id }) => id))
  return parts.some(({ id, step }) => removed.has(id) && step !== 'waiting')
}

async function tell(
  tx: Records,
  { change, resource }: ChangeOf,
  { news, by, now }: { news: 'withdrawn' | 'cancelled'; by: string; now: number },
): Promise<void> {
  const shown = { id: change.id, channel: resource.channel }
  // Who did it himself knows.
  const mentions = by === change.requesterId ? [] : [change.requesterId]
  await tellOfChange(tx, shown, { key: news, news, values: { by }, mentions, now })
}

/** Takes back what waits, and has undone what is under way. */
export function createCancelResource(deps: ResourceDeps): Operation<ChangeOf> {
  return onceMore(cancel(deps))
}
