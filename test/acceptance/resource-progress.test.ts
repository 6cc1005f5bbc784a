import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../harness/read-message.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { ask, card, cards, newestCard } from '../harness/resource-steps.ts'
import { inHurry } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp({ settings: { createMs: 150_000, memberLagMs: 10_000 } })
})
afterAll(() => bot.stop())

/** Everything that the newest card showed, until it is ready. */
async function history(): Promise<string[]> {
  const seen: string[] = []
  await inHurry(bot, () =>
    until(
      'it to be ready',
      () => {
        const words = wordsOf(newestCard(bot))
        if (words !== seen.at(-1)) seen.push(words)
        return words.includes('*Ready*')
      },
      30_000,
    ),
  )
  return seen
}

test('the one card moves part by part, with the time that passed and the time that it takes', async () => {
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  const seen = await history()
  const all = seen.join('\n=====\n')
  expect(all).toMatch(/🔵 \*Creating\* · \d of 6 parts/)
  expect(all).toMatch(/✅ secret[^]*🔄 user[^]*▫️ replication group/)
  expect(all).toMatch(/\*Creating\* · 5 of 6 parts · 2 min so far[^\n]* about \d+ min/)
  expect(all).toMatch(/🔄 replication group · [12] min [^\n]*about 15 min[^\n]*\n\s+↳ [^\n]*creating/)
  expect(seen.at(-1)).toMatch(/🟢 \*Ready\* · took [34] min/)
  expect(cards(bot)).toHaveLength(1)
}, 60_000)

test('the next one is told by what was measured, not by what is typical', async () => {
  await ask(bot, { environment: 'alpha', name: 'carts' })
  expect(await card(bot, /🔄 replication group · [^\n]*about/)).toMatch(
    /🔄 replication group · [^\n]*about [23] min/,
  )
}, 60_000)
