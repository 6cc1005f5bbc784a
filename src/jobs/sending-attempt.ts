import { createHash } from 'node:crypto'
import type { BudgetMethod } from '../domain/budget-limits.ts'
import type { Attempt } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import { settle } from '../domain/sending-outcomes.ts'
import {
  alreadyShown,
  begin,
  hasWork,
  methodOf,
  shownHashOf,
  step,
  versionOf,
  type Outgoing,
} from '../domain/sending.ts'
import type { JobResult } from './job.ts'
import { commit, conclude } from './sending-commit.ts'
import type { SendingKit } from './sending-kit.ts'

type Placed = { channel: string; threadTs: string | null }
type Draft<R> = { record: R; place: Placed; message: Message | null }

/** Waits for its turn, renders what is true by then, and sends it. */
export async function attempt<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, record }: { id: string; record: R },
  signal: AbortSignal,
): Promise<JobResult> {
  const { store, budget, clock, pause, parcel } = kit
  const place = await store.read((reads) => parcel.place(reads, record, clock.now()))
  if ('again' in place) return place
  const held = pause.heldUntil(clock.now())
  if (held !== null) return { again: held }
  const method = budgetMethod(record)
  const call = { method, channel: place.channel }
  await budget.acquire({ ...call, priority: record.priority, key: id }, signal)
  const draft = await drafted(kit, { id, record }).catch((error: unknown) => {
    budget.giveBack(call)
    throw error
  })
  if (draft === 'changed' || draft.place.channel !== place.channel || budgetMethod(draft.record) !== method) {
    budget.giveBack(call)
    return { again: clock.now() }
  }
  const heldNow = pause.enter(clock.now())
  if (heldNow !== null) {
    budget.giveBack(call)
    return { again: heldNow }
  }
  const content = contentOf(draft)
  if (content === null) {
    budget.giveBack(call)
    return conclude(kit, {
      id,
      was: draft.record,
      next: (fresh) => stepOn(alreadyShown(fresh, versionOf(draft.record)), clock.now()),
    })
  }
  return send(kit, { id, draft, content })
}

function budgetMethod(record: Outgoing): BudgetMethod {
  return methodOf(record) === 'post' ? 'chat.postMessage' : 'chat.update'
}

/** The record as it is now and what it should look like, of one moment. */
async function drafted<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, record }: { id: string; record: R },
): Promise<Draft<R> | 'changed'> {
  const { store, parcel, clock } = kit
  return store.read(async (reads) => {
    const now = clock.now()
    const fresh = await parcel.get(reads, id)
    if (!fresh || fresh.state === 'sending' || fresh.state === 'ambiguous' || !hasWork(fresh))
      return 'changed'
    if ((fresh.attempt?.key ?? null) !== (record.attempt?.key ?? null)) return 'changed'
    const place = await parcel.place(reads, fresh, now)
    if ('again' in place) return 'changed'
    return { record: fresh, place, message: await parcel.render(reads, fresh, now) }
  })
}

interface Content {
  message: Message
  hash: string
}

/** null when nothing has to be sent. */
function contentOf({ record, message }: Draft<Outgoing>): Content | null {
  if (message === null) return null
  const shown = record.textOnly ? { text: message.text, blocks: [] } : message
  const hash = createHash('sha256')
    .update(JSON.stringify([shown.text, shown.blocks]))
    .digest('hex')
  return record.ts !== null && hash === shownHashOf(record) ? null : { message: shown, hash }
}

async function send<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, draft, content }: { id: string; draft: Draft<R>; content: Content },
): Promise<JobResult> {
  const { clock, messages, pause, newId, fallbackChannel } = kit
  const { record, place } = draft
  const { channel, threadTs } = place
  const { message, hash } = content
  const key = newId()
  const method = methodOf(record)
  const made: Attempt = { key, startedAt: clock.now(), method, version: versionOf(record), hash }
  const sending = await commit(kit, {
    id,
    was: record,
    next: (fresh) => step({ ...begin(fresh, made), channel }, null),
  })
  if (sending === null) return { again: clock.now() }
  const { ts } = sending.record
  const result =
    ts === null
      ? await messages.post({ channel, threadTs, message, key })
      : await messages.update({ channel, ts, message, key })
  pause.report(result, clock.now())
  return conclude(kit, {
    id,
    was: sending.record,
    method: budgetMethod(record),
    next: (fresh) => settle(fresh, result, { now: clock.now(), fallbackChannel }),
  })
}

function stepOn<R extends Outgoing>(record: R, now: number) {
  return step(record, record.state === 'shown' ? null : now)
}
