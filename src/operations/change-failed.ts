import { allowed } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import type { Records } from '../domain/store.ts'
import { storeChange, type ChangeOf } from './change-transition.ts'
import type { Decided } from './define-operation.ts'
import { tellOfChange } from './resource-effects.ts'

/** Stores a change that turns back or stands still, tells its requester and says why in the audit. */
export async function storeFailed(
  tx: Records,
  { change, resource }: ChangeOf,
  { was, failure, now }: { was: Change; failure: ChangeFailure; now: number },
): Promise<Decided<Change>> {
  const stored = await storeChange(tx, { change, resource }, now)
  if (!stored.ok) return { outcome: stored, audit: null }
  const isStopped = change.state === 'stopped'
  const { code, message, action, requestId, part } = failure
  await tellOfChange(
    tx,
    { id: change.id, channel: resource.channel },
    {
      // It may stand still again after somebody helped.
      key: isStopped ? `stopped:${String(was.version)}` : 'turned-back',
      news: isStopped ? 'stopped' : 'turned-back',
      values: { code, part },
      // What is undone is told once more at its end, and then with a mention.
      mentions: isStopped ? [change.requesterId] : [],
      now,
    },
  )
  const about = { changeId: change.id, name: resource.name, verb: change.verb }
  return {
    outcome: allowed(stored.value.change),
    audit: {
      subject: resource.id,
      outcome: isStopped ? 'stopped' : 'undoing',
      details: { ...about, code, message, action, requestId, part },
    },
  }
}
