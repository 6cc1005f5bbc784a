import type { Notice, NoticeKind } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import type { Job } from './job.ts'
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

/** How long a reply trusts being woken by its thread before it looks by itself. */
const THREAD_LOOK_MS = 30_000

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
    return card && card.ts !== null ? { channel: card.channel, threadTs: card.ts } : alone
  }
  const parcel: Parcel<Notice> = {
    get: (reads, key) => reads.notices.get(key),
    save: (tx, notice, was) => tx.notices.save(notice, was),
    place,
    render: (reads, notice, now) => render[notice.kind](reads, notice.payload, now, notice),
    whenUnreadable: (notice) => (notice.kind === 'digest' ? 'leave' : 'again'),
    tellsAdmins: (notice) => notice.kind !== 'admin',
    editGapMs: 0,
  }
  return createSendingJob('send-notice', deps, parcel)
}
