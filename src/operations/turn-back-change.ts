import { z } from 'zod'
import { refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import { changeFailureInput } from './change-failure-input.ts'
import { storeFailed } from './change-failed.ts'
import { readChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

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
    const back = { ...change, state: 'undoing' as const, modify, failure, trouble: null, goingSince: now }
    return storeFailed(tx, { change: back, resource }, { was: change, failure, now })
  },
})

/** What a call without an answer did shows within this time. */
const SHOWS_WITHIN_MS = 120_000

function givenUp({ underWay, done }: NonNullable<Change['modify']>): Change['modify'] {
  const isOpen = underWay !== null && !underWay.wasSeen && !underWay.isAccepted
  return { underWay: null, done, quietUntil: isOpen ? underWay.beganAt + SHOWS_WITHIN_MS : null }
}
