import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import { changeFailureInput } from './change-failure-input.ts'
import { readChange, storeChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfChange } from './resource-effects.ts'

const input = z.object({ changeId: z.string(), failure: changeFailureInput })

/** What was made or set is undone, for a reason that is told. */
export const createTurnBackChange = defineOperation<z.output<typeof input>, Change>({
  name: 'turn-back-change',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { changeId, failure }, now }) {
    const read = await readChange(tx, changeId)
    if (!read.ok) return { outcome: read, audit: null }
    const { change, resource } = read.value
    if (change.state !== 'running') {
      return { outcome: refused('change-not-running', { state: change.state }), audit: null }
    }
    const modify = change.modify && givenUp(change.modify)
    const back = { ...change, state: 'undoing' as const, modify, failure, trouble: null }
    const stored = await storeChange(tx, { change: back, resource }, now)
    if (!stored.ok) return { outcome: stored, audit: null }
    await tellOfChange(
      tx,
      { id: change.id, channel: resource.channel },
      {
        key: 'turned-back',
        news: 'turned-back',
        values: { code: failure.code, part: failure.part },
        mentions: [change.requesterId],
        now,
      },
    )
    const { code, message, action, requestId, part } = failure
    const details = {
      changeId,
      name: resource.name,
      verb: change.verb,
      code,
      message,
      action,
      requestId,
      part,
    }
    return {
      outcome: allowed(stored.value.change),
      audit: { subject: resource.id, outcome: 'undoing', details },
    }
  },
})

/** What a call without an answer did shows within this time. */
const SHOWS_WITHIN_MS = 120_000

function givenUp({ underWay, done }: NonNullable<Change['modify']>): Change['modify'] {
  const isOpen = underWay !== null && !underWay.wasSeen
  return { underWay: null, done, quietUntil: isOpen ? underWay.beganAt + SHOWS_WITHIN_MS : null }
}
