import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPostDigestsJob } from '../../src/jobs/post-digests.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createPostDigests } from '../../src/operations/post-digests.ts'
import { createDigestDue } from '../../src/queries/digest-due.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { anEpisode, CATALOGUE } from '../unit/digest/an-episode.ts'
import { acknowledge, begin } from './digest-history.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-21T00:20:00Z')
const ONE = Date.parse('2026-11-21T01:00:00Z')
const SETTLED = 2_000
let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

function rig() {
  const { store } = opened
  const clock = createTestClock(START)
  const digest = { enabled: true, timeZone: 'Asia/Seoul', quietWhenEmpty: true }
  const asked: string[] = []
  const digestDue = createDigestDue({ store, digest, catalogue: CATALOGUE })
  const job = createPostDigestsJob({
    postDigests: createPostDigests({
      store,
      now: clock.now,
      newId: createNewId(clock.now),
      catalogue: CATALOGUE,
      digest,
    }),
    digestDue,
    directory: {
      async person(userId) {
        asked.push(userId)
        await clock.advance(4_000)
        return { membership: 'member', name: userId === 'U7' ? 'Kim' : '' }
      },
    },
    threadLinks: async (ids) => new Map(ids.map((id) => [id, `https://acme.slack.com/${id}`])),
    timeZone: digest.timeZone,
    clock,
    logger: createLogger('silent'),
  })
  const item = { kind: 'post-digests', key: 'tick', generation: 1, attempts: 0, dueAt: 0 }
  const run = () => job.run(item, new AbortController().signal)
  const company = (hour: number) =>
    store.read((q) => q.notices.get(`digest:company:${new Date(hour).toISOString()}`))
  return { store, clock, run, asked, company, digestDue }
}

test('comes back for the next hour, posts it with names and links, and a restart in between changes nothing', async () => {
  const { store, clock, run, company } = rig()
  expect(await run()).toEqual({ again: ONE + SETTLED })
  await acknowledge(store, await begin(store, anEpisode({ firstSeenAt: START })), 'U7', START + 1)
  expect(await run()).toEqual({ again: ONE + SETTLED })
  await clock.advance(ONE - clock.now() + SETTLED)
  expect(await run()).toEqual({ again: ONE + HOUR + SETTLED })
  const notice = await company(ONE)
  expect(notice?.payload).toMatchObject({
    names: { U7: 'Kim' },
    links: { 't-prod-kr-payments': 'https://acme.slack.com/t-prod-kr-payments' },
    incomplete: false,
  })
  expect(await run()).toEqual({ again: ONE + HOUR + SETTLED })
  expect(await company(ONE)).toEqual(notice)
})

test('waits for webhooks of the hour, but not for long, and then says so', async () => {
  const { store, clock, run, company, digestDue } = rig()
  await run()
  await acknowledge(store, await begin(store, anEpisode({ firstSeenAt: START })), 'U7', START + 1)
  await store.transaction((tx) => tx.queue.enqueue('ingest-alerts', 'd1', { dueAt: ONE - 1 }))
  await clock.advance(ONE - clock.now() + SETTLED)
  expect(await run()).toEqual({ again: clock.now() + 1_000 })
  expect(await digestDue(clock.now())).toMatchObject({ wait: true, userIds: [], threadIds: [] })
  await clock.advance(40_000)
  expect(await digestDue(clock.now())).toMatchObject({ wait: false, userIds: ['U7'] })
  await run()
  expect((await company(ONE))?.payload).toMatchObject({ incomplete: true })
})

test('work of the next hour does not hold it up', async () => {
  const { store, clock, run, company } = rig()
  await run()
  await begin(store, anEpisode({ firstSeenAt: START }))
  await store.transaction((tx) => tx.queue.enqueue('ingest-alerts', 'd1', { dueAt: ONE + 1 }))
  await clock.advance(ONE - clock.now() + SETTLED)
  await run()
  expect((await company(ONE))?.payload).toMatchObject({ incomplete: false })
})

test('a slow directory costs names, not the digest', async () => {
  const { store, clock, run, asked, company } = rig()
  await run()
  for (let i = 0; i < 10; i++)
    await acknowledge(
      store,
      await begin(store, anEpisode({ namespace: `n${i}`, firstSeenAt: START })),
      `U${i}`,
      START,
    )
  await clock.advance(ONE - clock.now() + SETTLED)
  await run()
  expect(asked.length).toBe(3)
  expect(await company(ONE)).not.toBeNull()
})
