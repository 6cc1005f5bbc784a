import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeAll(async () => {
  bot = await startTestApp({ speed: 20 })
  await bot.grafana(payload('grafana/01-firing-multi-namespace.json'))
  await until('the cards', () => roots(bot.slack.messages('unowned')).length === 2)
  await until('the card', () => roots(bot.slack.messages('payments')).length === 1)
})
afterAll(() => bot.stop())

async function type(who: string, text: string): Promise<string> {
  const answered = await bot.slack.as(who).command({ channel: 'payments', text })
  expect(answered.ok).toBe(true)
  const seen = bot.slack
    .as(who)
    .messages('payments')
    .findLast((message) => message.ephemeral)
  return wordsOf(seen ?? {}) || (seen?.text ?? '')
}

const rootTs = () => String(roots(bot.slack.messages('payments'))[0]?.['ts']).replace('.', '')

test('/alerts mine lists my team’s namespaces with a link to each thread', async () => {
  const mine = await type('U0BOB', '/alerts mine')
  expect(mine).toContain('payments')
  expect(mine).toContain(rootTs())
  expect(mine).not.toContain('search')
  expect(await type('U0BOB', '/alerts')).toContain('payments')
})

test('/alerts of one project and /alerts all', async () => {
  expect(await type('U0BOB', '/alerts chat')).toContain('chat')
  const all = await type('U0BOB', '/alerts all')
  for (const name of ['payments', 'chat', 'search', 'feed']) expect(all).toContain(name)
  expect(all.match(/https?:\/\/[^|>]+\/archives\//g)?.length).toBe(4)
})

test('nobody else sees the answer of a command', async () => {
  await type('U0BOB', '/alerts all')
  expect(
    bot.slack
      .as('U0GUS')
      .messages('payments')
      .some((message) => message.ephemeral),
  ).toBe(false)
})

test('/owner tells team, people, channel and Slack group, an unknown namespace gets the nearest', async () => {
  const owner = await type('U0ALICE', '/owner payments')
  expect(owner).toContain('*Payments*')
  for (const part of ['<#C0PAY>', '<!subteam^S0PAY>', '<@U0BOB>']) expect(owner).toContain(part)
  expect(await type('U0ALICE', '/owner paymnts')).toContain('Did you mean `payments`')
})

test('empty or wrong arguments show usage with an example', async () => {
  for (const line of ['/owner', '/owner a b c', '/coxswain dcotor', '/alerts one two three']) {
    const answer = await type('U0ALICE', line)
    expect(answer).toContain('Usage: ')
    expect(answer).toContain('For example: ')
  }
})

test('/coxswain is help from the registry, doctor is for admins', async () => {
  const help = await type('U0ALICE', '/coxswain')
  for (const name of ['/alerts', '/owner', '/coxswain']) expect(help).toContain(name)
  expect(await type('U0ALICE', '/coxswain doctor')).toContain('for the admins')
  const found = await type('U0CAROL', '/coxswain doctor')
  expect(found).toMatch(/well|found/)
})

test('guests and people of other organisations are refused', async () => {
  expect(await type('U0GUS', '/alerts all')).toContain('Guests cannot')
  expect(await type('U0OLGA', '/owner payments')).toContain('other organisations')
})
