import { isDeepStrictEqual } from 'node:util'
import type { Notice, NoticeKind } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import type { Job } from './job.ts'
import { lighterEdition } from './send-lighter-edition.ts'
import { createSendingJob } from './sending.ts'
import type { SendingDeps } from './sending-kit.ts'
import type { Parcel, Place } from './sending-parcel.ts'

export interface SendNoticeDeps extends SendingDeps {
  /** What a notice says when it is sent; null when there is nothing to tell any more. */
  render: Record<
    NoticeKind,
    (reads: Reads, payload: Record<string, unknown>, now: number, notice: Notice) => Promise<Message | null>
  >
}

/** Nobody is harmed who misses one, and nobody wants it twice. */
const AT_MOST_ONCE = new Set<NoticeKind>(['digest', 'cost-digest', 'cost-edition'])
/** How long a reply trusts being woken by its thread before it looks by itself. */
const THREAD_LOOK_MS = 30_000
const REPLY_LOOK_MS = 5_000
const REPLY_KEY = /^(joined:.+:)(\d+)$/

/** Posts each notice once. */
export function createSendNotice(deps: SendNoticeDeps): Job {
  const { render, waitingReplies } = deps
  const place = async (reads: Reads, notice: Notice, now: number): Promise<Place> => {
    const alone = { channel: notice.channel, threadTs: null }
    if (notice.threadCardId === null) return alone
    // Before reading, so that a thread that begins to stand right after is not missed.
    waitingReplies.wait(notice.threadCardId, notice.key)
    const card = await reads.cards.get(notice.threadCardId)
    if (card && card.ts === null && card.state !== 'shown') return { again: now + THREAD_LOOK_MS }
    waitingReplies.forget(notice.threadCardId, notice.key)
    if (await isBehind(reads, notice)) return { again: now + REPLY_LOOK_MS }
    return card && card.ts !== null ? { channel: card.channel, threadTs: card.ts } : alone
  }
  const parcel: Parcel<Notice> = {
    get: (reads, key) => reads.notices.get(key),
    save: (tx, notice, was) => tx.notices.save(notice, was),
    place,
    render: (reads, notice, now) => render[notice.kind](reads, notice.payload, now, notice),
    looksAlike: (rendered, fresh) => isDeepStrictEqual(rendered.payload, fresh.payload),
    whenUnreadable: (notice) => (AT_MOST_ONCE.has(notice.kind) ? 'leave' : 'again'),
    lighter: lighterEdition,
    tellsAdmins: (notice) => notice.kind !== 'admin',
    editGapMs: () => 0,
  }
  return createSendingJob('send-notice', deps, parcel)
}

/**
 * The replies of a thread go one after the other: while Slack is down the last one gathers what joins. There is a next
 * one only since the one before was tried; pending, it is to be tried again.
 */
async function isBehind(reads: Reads, { key }: Notice): Promise<boolean> {
  const [, thread, number] = REPLY_KEY.exec(key) ?? []
  const before = thread ? await reads.notices.get(`${thread}${Number(number) - 1}`) : null
  return before !== null && ['pending', 'sending', 'ambiguous'].includes(before.state)
}
