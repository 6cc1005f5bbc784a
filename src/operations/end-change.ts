import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Connection } from '../domain/resources/connection.ts'
import type { Change } from '../domain/resources/change.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { afterChange } from '../domain/resources/resource-state.ts'
import type { Records } from '../domain/store.ts'
import { residueInput } from './residue-input.ts'
import { readChange, storeChange, type ChangeOf } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfChange, wantChangeCard } from './resource-effects.ts'

const connection: z.ZodType<Connection> = z.object({
  host: z.string(),
  port: z.int(),
  readHost: z.string().nullable(),
  tls: z.boolean(),
  userName: z.string(),
  secret: z.object({ store: z.literal('ssm-parameter-store'), name: z.string(), region: z.string() }),
})

const input = z.object({
  changeId: z.string(),
  as: z.enum(['succeeded', 'rolled-back']),
  /** What the read-back found, of a resource that is in service now. */
  found: z
    .object({ connection: connection.nullable(), arn: z.string().nullable(), findKeys: z.array(z.string()) })
    .nullable(),
  /** What the scan found where nothing should be left. */
  residue: residueInput,
})
type Input = z.output<typeof input>

const NEWS = { create: 'ready', modify: 'modified', delete: 'deleted' } as const

/** Done, or undone: the resource is what the change made of it, or what it was. */
export const createEndChange = defineOperation<Input, Change>({
  name: 'end-change',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: ended, now }) {
    const read = await readChange(tx, ended.changeId)
    if (!read.ok) return { outcome: read, audit: null }
    const { change, resource } = read.value
    if (change.state !== (ended.as === 'succeeded' ? 'running' : 'undoing')) {
      return { outcome: refused('change-not-running', { state: change.state }), audit: null }
    }
    if (ended.as === 'succeeded' && change.cancelled && change.verb !== 'delete') {
      return { outcome: refused('change-cancelled'), audit: null }
    }
    const after = resourceAfter(read.value, ended, now)
    if (!(await tx.resources.update(after, ended.found?.findKeys ?? null))) {
      return { outcome: refused('changed-meanwhile'), audit: null }
    }
    const over = { ...change, state: ended.as, residue: ended.residue, trouble: null, endedAt: now }
    const stored = await storeChange(tx, { change: over, resource: after }, now)
    if (!stored.ok) return { outcome: stored, audit: null }
    if (after.state === 'deleted') await showAsPast(tx, after, now)
    await tellOfChange(
      tx,
      { id: change.id, channel: resource.channel },
      {
        key: 'ended',
        news: ended.as === 'succeeded' ? NEWS[change.verb] : 'rolled-back',
        values: { tookMs: now - (change.startedAt ?? now), code: change.failure?.code ?? null },
        mentions: [change.requesterId],
        now,
      },
    )
    const { name, environment } = resource
    const details = { changeId: change.id, name, environment, verb: change.verb, residue: ended.residue }
    return {
      outcome: allowed(stored.value.change),
      audit: { subject: resource.id, outcome: ended.as, details },
    }
  },
})

const MOST_CARDS = 100

/** The cards of what was done to it before tell how to reach it no more. */
async function showAsPast(tx: Records, { id, channel }: Resource, now: number): Promise<void> {
  const past = await tx.changes.ofResource(id, MOST_CARDS)
  const shown = past.filter(({ verb, state }) => verb !== 'delete' && state === 'succeeded')
  for (const change of shown)
    await wantChangeCard(tx, { id: change.id, channel }, { now, priority: PRIORITY.progress })
}

function resourceAfter({ change, resource }: ChangeOf, { as, found }: Input, now: number): Resource {
  const after = afterChange(resource, change, as, now)
  if (as !== 'succeeded' || change.verb === 'delete') return after
  const { wish, price, make } = change.plan
  const parts = resource.parts.map((part) => make.find(({ id }) => id === part.id) ?? part)
  const { connection: way, arn } = found ?? resource
  const readyAt = change.verb === 'create' ? now : resource.readyAt
  return { ...after, wish, price, parts, connection: way, arn, readyAt }
}
