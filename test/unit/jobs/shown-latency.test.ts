import { expect, test } from 'vitest'
import type { Card } from '../../../src/domain/card.ts'
import { createShownLatency } from '../../../src/jobs/shown-latency.ts'
import { givenEpisode, NINE } from '../../harness/given.ts'

function rig(startedAt: number) {
  const seconds: number[] = []
  const latency = createShownLatency(startedAt, (measured) => seconds.push(measured))
  const show = (id: string, { ts, seenAt, now }: { ts: string | null; seenAt: number; now: number }) => {
    const card = { id, ts } as Card
    latency.rendered(card, [givenEpisode({ firstSeenAt: seenAt })])
    latency.shown(card, now)
  }
  return { seconds, show }
}

test('each alert counts once, when the card first shows it', () => {
  const { seconds, show } = rig(NINE)
  show('a', { ts: null, seenAt: NINE + 1_000, now: NINE + 3_000 })
  show('a', { ts: '1.1', seenAt: NINE + 1_000, now: NINE + 60_000 })
  show('a', { ts: '1.1', seenAt: NINE + 70_000, now: NINE + 71_000 })
  expect(seconds).toEqual([2, 1])
})

test('after a restart an edit of an old card is no slow alert; what was never shown is', () => {
  const { seconds, show } = rig(NINE)
  show('edited', { ts: '1.1', seenAt: NINE - 18_000_000, now: NINE + 5_000 })
  show('delayed', { ts: null, seenAt: NINE - 60_000, now: NINE + 5_000 })
  expect(seconds).toEqual([65])
})

test('what is kept is bounded, and what is forgotten does not count again', () => {
  const { seconds, show } = rig(NINE)
  for (let i = 1; i <= 10_050; i++) show(`c${i}`, { ts: null, seenAt: NINE + i, now: NINE + i })
  show('c1', { ts: '1.1', seenAt: NINE + 1, now: NINE + 3_600_000 })
  expect(seconds).toHaveLength(10_050)
})
