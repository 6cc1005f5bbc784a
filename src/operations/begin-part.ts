import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import { readChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const input = z.object({
  changeId: z.string(),
  /** Id of the part in the plan. */
  part: z.string(),
  doing: z.enum(['making', 'removing']),
})

/**
 * Committed before each write about a part, so that whoever comes after a crash knows that it may have been carried
 * out. Refused when a change must not be made any more, as when somebody cancelled it meanwhile.
 */
export const createBeginPart = defineOperation<z.output<typeof input>, Change>({
  name: 'begin-part',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { changeId, part, doing }, now }) {
    const read = await readChange(tx, changeId)
    if (!read.ok) return { outcome: read, audit: null }
    const { change, resource } = read.value
    const was = change.parts.find(({ id }) => id === part)
    if (!was || (change.state !== 'running' && change.state !== 'undoing')) {
      return { outcome: refused('change-not-running', { state: change.state }), audit: null }
    }
    if (isCalledOff(change, doing)) return { outcome: refused('change-cancelled'), audit: null }
    const isFirst = was.step !== doing
    const begun = {
      ...was,
      step: doing,
      startedAt: isFirst ? now : was.startedAt,
      endedAt: null,
      calledAt: now,
      requestId: null,
    }
    const parts = change.parts.map((one) => (one.id === part ? begun : one))
    const next = { ...change, parts, version: change.version + 1 }
    if (!(await tx.changes.update(next))) return { outcome: refused('changed-meanwhile'), audit: null }
    const details = { changeId, name: resource.name, part }
    // Tried again, it is the same decision.
    return {
      outcome: allowed(next),
      audit: isFirst ? { subject: resource.id, outcome: doing, details } : null,
    }
  },
})

/** What somebody cancelled is not begun; what is half removed has to go on. */
function isCalledOff({ state, cancelled, plan, parts }: Change, doing: 'making' | 'removing'): boolean {
  if (doing === 'making') return state !== 'running' || cancelled !== null
  const removes = new Set(plan.unmake.map(({ id }) => id))
  const isBegun = parts.some(({ id, step }) => removes.has(id) && step !== 'waiting')
  return state === 'running' && cancelled !== null && !isBegun
}
