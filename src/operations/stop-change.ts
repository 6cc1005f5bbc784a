import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import { changeFailureInput } from './change-failure-input.ts'
import { residueInput } from './residue-input.ts'
import { readChange, storeChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfChange } from './resource-effects.ts'

const input = z.object({ changeId: z.string(), failure: changeFailureInput, residue: residueInput })

/** Somebody has to help before it can go on: what is left is named, nothing is forgotten. */
export const createStopChange = defineOperation<z.output<typeof input>, Change>({
  name: 'stop-change',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { changeId, failure, residue }, now }) {
    const read = await readChange(tx, changeId)
    if (!read.ok) return { outcome: read, audit: null }
    const { change, resource } = read.value
    if (change.state !== 'running' && change.state !== 'undoing') {
      return { outcome: refused('change-not-running', { state: change.state }), audit: null }
    }
    const stopped = {
      ...change,
      state: 'stopped' as const,
      stoppedIn: change.state,
      failure,
      residue,
      trouble: null,
    }
    const stored = await storeChange(tx, { change: stopped, resource }, now)
    if (!stored.ok) return { outcome: stored, audit: null }
    await tellOfChange(
      tx,
      { id: change.id, channel: resource.channel },
      {
        key: `stopped:${String(change.version)}`,
        news: 'stopped',
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
      audit: { subject: resource.id, outcome: 'stopped', details },
    }
  },
})
