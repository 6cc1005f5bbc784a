import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../harness/read-message.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { ask, card, cards, newestCard } from '../harness/resource-steps.ts'
import { until } from '../harness/until.ts'

const MINUTE_MS = 60_000

let bot: ResourceApp
beforeAll(async () => {
  const settings = { createMs: 4 * MINUTE_MS, memberLagMs: 30_000, userMs: 5_000 }
  bot = await startResourceApp({ speed: 60, settings })
})
afterAll(() => bot.stop())

/** Everything that the newest card showed, until it is ready. */
async function history(): Promise<string[]> {
  const seen: string[] = []
  await until(
    'it to be ready',
    () => {
      const words = wordsOf(newestCard(bot))
      if (words !== seen.at(-1)) seen.push(words)
      return words.includes('*Ready*')
    },
    30_000,
  )
  return seen
}

test('the one card moves part by part, with the time that passed and the time that it takes', async () => {
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  const seen = await history()
  const all = seen.join('\n=====\n')
  expect(all).toMatch(/🔵 \*Creating\* · \d of 6 parts/)
  expect(all).toMatch(/✅ secret[^]*🔄 user[^]*▫️ replication group/)
  expect(all).toMatch(/✅ parameter group[^]*🔄 replication group · takes about 15 min/)
  expect(all).toMatch(/🔵 \*Creating\* · 5 of 6 parts · 2 min so far · about \d+ min left/)
  expect(all).toMatch(/🔄 replication group · 2 min of about 15 min\n\s+↳ [^\n]*creating/)
  expect(seen.at(-1)).toMatch(/🟢 \*Ready\* · took [45] min/)
  expect(cards(bot)).toHaveLength(1)
}, 60_000)

test('the next one is told by what was measured, not by what is typical', async () => {
  await ask(bot, { environment: 'alpha', name: 'carts' })
  expect(await card(bot, /🔄 replication group · takes about/)).toMatch(/takes about [45] min/)
}, 60_000)
