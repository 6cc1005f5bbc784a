import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { buttonsOf, roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => {
  bot = await startTestApp({ speed: 20 })
  await bot.grafana(payload('grafana/01-firing-multi-namespace.json'))
  await card()
})
afterEach(() => bot.stop())

const card = () => until('the card', () => roots(bot.slack.messages('payments'))[0])
const said = (who: string) =>
  bot.slack
    .as(who)
    .messages('payments')
    .filter((message) => message.ephemeral)
const lastWord = (who: string) => wordsOf(said(who).at(-1) ?? {}) || (said(who).at(-1)?.text ?? '')

async function click(who: string, actionId: string, ts?: string) {
  const shown = await card()
  const [button] = buttonsOf(shown, actionId)
  const before = said(who).length
  const startedAt = Date.now()
  const clicked = await bot.slack
    .as(who)
    .click({ channel: 'payments', ts: ts ?? String(shown['ts']), action_id: button?.action_id ?? actionId })
  expect(clicked.ok).toBe(true)
  await until(`an answer to ${who}`, () => said(who).length > before)
  return { tookMs: Date.now() - startedAt, answer: lastWord(who) }
}

test('one click: an answer to that person alone, then everybody sees it on the card', async () => {
  const { answer } = await click('U0ALICE', 'alert:acknowledge')
  expect(answer).toContain('You are on *KubePodCrashLooping*')
  const shown = await until('the card', async () => {
    const words = wordsOf(await card())
    return words.includes('👀 <@U0ALICE>') && words
  })
  expect(shown).toContain('Un-acknowledge')
  expect(said('U0BOB')).toEqual([])
})

test('a second click, another’s click and taking it back each get a clear answer', async () => {
  const first = await card()
  const action = buttonsOf(first, 'alert:acknowledge')[0]?.action_id ?? ''
  await click('U0ALICE', 'alert:acknowledge')
  const again = await clickStale('U0ALICE', action, first)
  expect(again).toMatch(/You are on .* already|belongs to an older version/)
  await until('the card', async () => wordsOf(await card()).includes('Un-acknowledge'))
  const { answer } = await click('U0BOB', 'alert:unacknowledge')
  expect(answer).toContain('<@U0ALICE> was on it')
  await until('the card', async () => !wordsOf(await card()).includes('👀'))
})

test('a click on a resolved alert changes nothing and says so', async () => {
  const before = await card()
  bot.slack.faults.add({ method: 'chat.update', kind: 'delay', ms: 60_000, when: 'before' })
  await bot.grafana(payload('grafana/03-resolved-all-missingseries.json'))
  await until('resolved', async () => (await firing()) === 0)
  const action = buttonsOf(before, 'alert:acknowledge')[0]?.action_id ?? ''
  expect(await clickStale('U0ALICE', action, before)).toContain('resolved already')
})

test('guests and people of other organisations are refused with what to do', async () => {
  expect((await click('U0GUS', 'alert:acknowledge')).answer).toContain('Guests cannot do this')
  expect((await click('U0OLGA', 'alert:acknowledge')).answer).toContain('other organisations')
  expect(wordsOf(await card())).not.toContain('👀')
})

async function clickStale(who: string, actionId: string, shown: Record<string, unknown>): Promise<string> {
  const before = said(who).length
  await bot.slack.as(who).click({ channel: 'payments', ts: String(shown['ts']), action_id: actionId })
  await until(`an answer to ${who}`, () => said(who).length > before)
  return lastWord(who)
}

async function firing(): Promise<number> {
  const episodes = await bot.app.store.read((reads) => reads.episodes.firing({}))
  return episodes.filter(({ namespace }) => namespace === 'payments').length
}
