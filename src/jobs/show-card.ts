import type { Card, CardKind } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import { lastingProblem } from '../domain/sending.ts'
import type { Reads } from '../domain/store.ts'
import type { Job } from './job.ts'
import { createSendingJob } from './sending.ts'
import type { SendingDeps } from './sending-kit.ts'
import type { Parcel } from './sending-parcel.ts'

export interface ShowCardDeps extends SendingDeps {
  /** What a card of this kind looks like now; null when there is nothing to tell. */
  render: Record<
    CardKind,
    (reads: Reads, subject: string, now: number, card: Card) => Promise<Message | null>
  >
  minEditGapMs?: number
  /** For metrics: the wanted content stands. */
  onShown?: (card: Card, now: number) => void
}

const MIN_EDIT_GAP_MS = 2000
/** Who looks at a rollout waits for each pod. */
const EDIT_GAP_MS: Record<CardKind, number> = {
  'alert-thread': MIN_EDIT_GAP_MS,
  deploy: 1000,
  'resource-change': 1000,
  'budget-request': 1000,
}

/** Makes the Slack message of a card show what its record wants. */
export function createShowCard(deps: ShowCardDeps): Job {
  const { store, render, waitingReplies, onShown, minEditGapMs = MIN_EDIT_GAP_MS } = deps
  const parcel: Parcel<Card> = {
    get: (reads, id) => reads.cards.get(id),
    async save(tx, card, was) {
      const saved = await tx.cards.save(card, was)
      const stands = card.state === 'shown' && card.problem === lastingProblem(card)
      if (saved && stands) onShown?.(card, deps.clock.now())
      return saved
    },
    place: (_reads, card) => Promise.resolve({ channel: card.channel, threadTs: null }),
    // A problem that ends with this very attempt does not belong on the card.
    render: (reads, card, now) =>
      render[card.kind](reads, card.subject, now, { ...card, problem: lastingProblem(card) }),
    looksAlike: () => true,
    whenUnreadable: () => 'again',
    tellsAdmins: () => true,
    async stands(card, now) {
      const keys = waitingReplies.take(card.id)
      if (keys.length === 0) return
      await store.transaction(async (tx) => {
        for (const key of keys) await tx.queue.enqueue('send-notice', key, { dueAt: now })
      })
    },
    editGapMs: ({ kind }) => Math.min(minEditGapMs, EDIT_GAP_MS[kind]),
  }
  return createSendingJob('show-card', deps, parcel)
}
