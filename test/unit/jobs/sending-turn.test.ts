import { expect, test } from 'vitest'
import { slackLimits } from '../../../src/domain/budget-limits.ts'
import { PRIORITY } from '../../../src/domain/message.ts'
import { createBudget } from '../../../src/jobs/sending-budget.ts'
import { createWriterPause } from '../../../src/jobs/sending-pause.ts'
import { inTurn, type Turn } from '../../../src/jobs/sending-turn.ts'
import type { JobResult } from '../../../src/jobs/job.ts'
import { createTestClock } from '../../harness/test-clock.ts'

const METHOD = 'chat.postMessage' as const

/** As long as it takes one channel to have leave for one post, and no more. */
const ONE_POST_MS = 1040

async function rig() {
  const clock = createTestClock()
  const budget = createBudget(clock, slackLimits({ postsPerMinute: 300 }))
  const pause = createWriterPause()
  const { signal } = new AbortController()
  let count = 0
  const take = (work: (turn: Turn) => Promise<JobResult>) => {
    const call = { method: METHOD, channel: 'C1', priority: PRIORITY.answer, key: `k${count++}` }
    return inTurn({ budget, pause, clock }, { call, signal }, work)
  }
  await clock.advance(ONE_POST_MS)
  return { clock, pause, take }
}

const nothing = async (): Promise<JobResult> => ({ done: true })

test.each<[string, (turn: Turn) => Promise<JobResult>]>([
  ['ends without its call', nothing],
  ['throws before its call', () => Promise.reject(new Error('disk full'))],
])('work that %s gives its turn back', async (_name, work) => {
  const { clock, take } = await rig()
  const done: string[] = []
  void take(work).catch(() => undefined)
  void take(nothing).then(() => done.push('next'))
  await clock.advance(1)
  expect(done).toEqual(['next'])
})

test('work that made its call used its turn up', async () => {
  const { clock, take } = await rig()
  const done: string[] = []
  void take((turn) => turn.call(nothing, () => 'unclear'))
  void take(nothing).then(() => done.push('next'))
  await clock.advance(500)
  expect(done).toEqual([])
  await clock.advance(ONE_POST_MS)
  expect(done).toEqual(['next'])
})

test('a probe that comes to no call leaves the question to the next one', async () => {
  const { clock, pause, take } = await rig()
  pause.close('token_revoked', clock.now() - 60_000)
  const entered: (number | null)[] = []
  void take(async (turn) => {
    entered.push(turn.enter())
    throw new Error('disk full')
  }).catch(() => undefined)
  await clock.advance(1)
  expect(entered).toEqual([null])
  await clock.advance(15_000)
  expect(pause.heldUntil(clock.now())).toBeNull()
})
