import { z } from 'zod'
import { refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import { changeFailureInput } from './change-failure-input.ts'
import { residueInput } from './residue-input.ts'
import { storeFailed } from './change-failed.ts'
import { readChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

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
      cause: change.state === 'undoing' ? change.failure : null,
      residue,
      trouble: null,
    }
    return storeFailed(tx, { change: stopped, resource }, { was: change, failure, now })
  },
})
