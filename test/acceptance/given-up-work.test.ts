import { afterEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'

let bot: TestApp
afterEach(() => bot.stop())

test('work that was given up is tried again after the next start', async () => {
  bot = await startTestApp()
  const { store } = bot.app
  await store.transaction((tx) => tx.queue.enqueue('from-another-version', 'a', { dueAt: 0 }))
  const claim = { kinds: ['from-another-version'], limit: 1, now: bot.now(), owner: 'test', leaseMs: 60_000 }
  for (const item of await store.work.claim(claim))
    await store.work.release(item, 'test', { dueAt: 0, error: 'it broke', dead: true })
  expect(await store.work.dead(5)).toHaveLength(1)
  await bot.restart()
  const again = (await bot.app.store.work.stats(bot.now())).find(({ kind }) => kind === claim.kinds[0])
  expect(again).toMatchObject({ waiting: 1, dead: 0 })
})
