import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FaultKind } from '../../playground/slack/faults.ts'
import { startWriter } from './slack-writer-kit.ts'

const CHANNELS = ['C0PAY', 'C0ORDERS', 'C0UNOWNED']
const CARDS = 6

const methods = fc.constantFrom(
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.replies',
)
const kinds = fc.constantFrom<FaultKind>(
  { kind: 'ratelimited', retryAfter: 2 },
  { kind: 'status', status: 500 },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'something_new' },
)
const faults = fc.array(fc.tuple(methods, kinds), { minLength: 4, maxLength: 14 })

test(
  'whatever Slack does: each card and each notice stands once, with its newest content',
  { timeout: 110_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(faults, async (chosen) => {
        const writer = await startWriter({ speed: 60 })
        try {
          for (const [method, fault] of chosen) writer.slack.faults.add({ ...fault, method })
          for (let round = 1; round <= 2; round++) {
            for (let n = 0; n < CARDS; n++) await writer.show(`${n}`, `card ${n} v${round}`, CHANNELS[n % 3])
            for (let n = 0; n < CARDS; n++) {
              const threadCardId = `alert-thread:${n}`
              await writer.tell(`joined:${n}:${round}`, `reply ${n} v${round}`, {
                threadCardId,
                channel: CHANNELS[n % 3] ?? '',
              })
            }
          }
          await writer.until(async () => {
            const [cards, notices] = await writer.store.read((reads) =>
              Promise.all([reads.cards.unfinished(), reads.notices.unfinished()]),
            )
            return cards.length + notices.length === 0
          }, 20_000)
          const standing = CHANNELS.flatMap((channel) => writer.texts(channel))
          const wanted = Array.from({ length: CARDS }, (_, n) => [
            `card ${n} v2`,
            `reply ${n} v1`,
            `reply ${n} v2`,
          ]).flat()
          expect(standing.toSorted()).toEqual(wanted.toSorted())
        } finally {
          await writer.stop()
        }
      }),
      { numRuns: 6 },
    )
  },
)
