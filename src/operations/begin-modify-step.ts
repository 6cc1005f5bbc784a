import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ModifyStep } from '../domain/resources/modify-step.ts'
import { readChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const step: z.ZodType<ModifyStep> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set-node-type'), nodeType: z.string() }),
  z.object({ do: z.literal('add-replicas'), replicas: z.int() }),
  z.object({ do: z.literal('remove-replicas'), replicas: z.int() }),
  z.object({ do: z.literal('set-failover'), on: z.boolean() }),
])

const input = z.object({ changeId: z.string(), step })

/** Committed before each call that changes what exists. */
export const createBeginModifyStep = defineOperation<z.output<typeof input>, Change>({
  name: 'begin-modify-step',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { changeId, step: wanted }, now }) {
    const read = await readChange(tx, changeId)
    if (!read.ok) return { outcome: read, audit: null }
    const { change, resource } = read.value
    const isUndoing = change.state === 'undoing'
    if (!change.modify || (change.state !== 'running' && !isUndoing)) {
      return { outcome: refused('change-not-running', { state: change.state }), audit: null }
    }
    if (change.cancelled && !isUndoing) return { outcome: refused('change-cancelled'), audit: null }
    const underWay = { step: wanted, beganAt: now, isAccepted: false, wasSeen: false }
    const next = { ...change, modify: { ...change.modify, underWay }, version: change.version + 1 }
    if (!(await tx.changes.update(next))) return { outcome: refused('changed-meanwhile'), audit: null }
    const details = { changeId, name: resource.name, ...wanted }
    return { outcome: allowed(next), audit: { subject: resource.id, outcome: wanted.do, details } }
  },
})
