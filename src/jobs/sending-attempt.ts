import { createHash } from 'node:crypto'
import type { BudgetMethod } from '../domain/budget-limits.ts'
import type { Attempt } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import type { SendResult } from '../domain/messages.ts'
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
import type { Answer } from './sending-pause.ts'
import { inTurn, type Turn } from './sending-turn.ts'

type Placed = { channel: string; threadTs: string | null }
type Draft<R> = { record: R; place: Placed; message: Message | null }

/** Waits for its turn, renders what is true by then, and sends it. */
export async function attempt<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, record }: { id: string; record: R },
  signal: AbortSignal,
): Promise<JobResult> {
  const { store, clock, parcel } = kit
  const place = await store.read((reads) => parcel.place(reads, record, clock.now()))
  if ('again' in place) return place
  const method = budgetMethod(record)
  const call = { method, channel: place.channel, priority: record.priority, key: id }
  return inTurn(kit, { call, signal }, async (turn) => {
    const draft = await drafted(kit, { id, record })
    if (draft === 'changed' || draft.place.channel !== place.channel || budgetMethod(draft.record) !== method)
      return { again: clock.now() }
    const content = contentOf(draft)
    if (content === null) {
      return conclude(kit, {
        id,
        was: draft.record,
        still: (fresh) => parcel.looksAlike(draft.record, fresh),
        next: (fresh) => stepOn(alreadyShown(fresh, versionOf(draft.record)), clock.now()),
      })
    }
    const held = turn.enter()
    return held === null ? send(kit, { id, draft, content, turn }) : { again: held }
  })
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
  { id, draft, content, turn }: { id: string; draft: Draft<R>; content: Content; turn: Turn },
): Promise<JobResult> {
  const { clock, messages, newId, parcel, fallbackChannel } = kit
  const { record, place } = draft
  const { channel, threadTs } = place
  const { message, hash } = content
  const key = newId()
  const method = methodOf(record)
  const made: Attempt = { key, startedAt: clock.now(), method, threadTs, version: versionOf(record), hash }
  const sending = await commit(kit, {
    id,
    was: record,
    still: (fresh) => parcel.looksAlike(record, fresh),
    next: (fresh) => step({ ...begin(fresh, made), channel }, null),
  })
  if (sending === null) return { again: clock.now() }
  const { ts } = sending.record
  const result = await turn.call(
    () =>
      ts === null
        ? messages.post({ channel, threadTs, message, key })
        : messages.update({ channel, ts, message, key }),
    answerOfSend,
  )
  return conclude(kit, {
    id,
    was: sending.record,
    method: budgetMethod(record),
    next: (fresh) => settle(fresh, result, { now: clock.now(), fallbackChannel }),
  })
}

function answerOfSend(result: SendResult): Answer {
  if (result.outcome === 'done') return 'taken'
  return result.outcome === 'refused' ? { refused: result.error } : 'unclear'
}

function stepOn<R extends Outgoing>(record: R, now: number) {
  return step(record, record.state === 'shown' ? null : now)
}
