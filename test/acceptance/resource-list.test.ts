import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { givenMany } from '../harness/resource-given.ts'
import { make } from '../harness/resource-steps.ts'
import { ALICE, BOB, CAROL, EVE } from '../harness/resource-workspace.ts'
import { click, heard, lastWord, listButton, typed } from '../harness/slack-steps.ts'

const NAME = 'payments-alpha-sessions'
const HOST = `master.${NAME}.abc123.apn2.cache.amazonaws.com`
const ARN = `arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:${NAME}`

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp()
  await make(bot, { environment: 'alpha', name: 'sessions' })
  // 24 of Alice's, of a project of another team.
  await givenMany(bot, { count: 24, project: 'orders', requesterId: ALICE })
}, 60_000)
afterAll(() => bot.stop())

const list = (who: string, line: string, says: string | RegExp) => typed(bot, who, { line, says })

test('mine are those that I asked for, team those of my teams, all those of everybody, each with what they cost together', async () => {
  expect(await list(BOB, '/resource list mine', '1 resource')).toContain('$54.90 a month')
  expect(await list(EVE, '/resource list mine', 'You have asked for no resources yet')).not.toContain(NAME)
  expect(await list(EVE, '/resource', '*1 resource* of your teams')).toMatch(
    /🟢[^\n]*payments-alpha-sessions/,
  )
  expect(await list(CAROL, '/resource list team', 'Your teams have no resources')).not.toContain(NAME)
  expect(await list(CAROL, '/resource list all', '*25 resources* of everybody')).toContain(
    '💰 *$54.90 a month known, 24 unknown*',
  )
  expect(await list(ALICE, '/resource list', '*24 resources* of your teams')).not.toContain(NAME)
})

test('the buttons below the list show the other scopes', async () => {
  await list(BOB, '/resource', '*1 resource* of your teams')
  const buttons = [0, 1].map((index) => listButton(bot, BOB, `${ACTION.listResources}:${index}`))
  const all = buttons.find((button) => JSON.stringify(button).includes('v1:all'))!
  await click(bot, BOB, all)
  expect(await heard(bot, BOB, '*25 resources* of everybody')).toContain('orders-alpha-many-000')
})

test('a list that is too long goes on page by page, and each resource is shown once', async () => {
  const names = (words: string) => words.match(/orders-alpha-many-\d+/g) ?? []
  const first = await list(ALICE, '/resource list all', '*25 resources* of everybody')
  const seen = new Set(names(first))
  expect(seen.size).toBeLessThan(24)
  for (let page = 0; page < 5; page++) {
    const before = lastWord(bot, ALICE)
    const more = moreButton()
    if (!more) break
    await click(bot, ALICE, more)
    const words = await heard(bot, ALICE, new RegExp(`^(?!${escaped(before)}$)`))
    for (const name of names(words)) {
      expect(seen).not.toContain(name)
      seen.add(name)
    }
  }
  expect(moreButton()).toBeNull()
  expect(seen.size).toBe(24)
})

function moreButton() {
  const own = bot.slack
    .as(ALICE)
    .messages('payments')
    .filter(({ ephemeral }) => ephemeral)
  return /Show more/.test(JSON.stringify(own.at(-1)?.blocks))
    ? listButton(bot, ALICE, ACTION.listResources)
    : null
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

test.each([
  ['its name', NAME],
  ['a part of its name', 'sessions'],
  ['its endpoint as a connection string', `rediss://default:hunter2@${HOST}:6379/0`],
  ['its endpoint with a capital letter and a dot at the end', `${HOST.replace('m', 'M')}.`],
  ['the endpoint of its replicas', HOST.replace('master', 'replica')],
  ['its ARN', ARN],
])('it is found by %s, by whoever asks', async (_what, text) => {
  const words = await list(CAROL, `/resource find ${text}`, '*1 resource* found')
  expect(words).toContain(`*${NAME}*`)
  expect(words).toContain('team Payments')
  expect(words).not.toContain('hunter2')
})

test('what is not found is said, with what to try', async () => {
  const nothing = await list(CAROL, '/resource find nothing-like-it', 'Nothing is found by `nothing-like-it`')
  expect(nothing).toContain('an endpoint or an ARN')
  await list(
    CAROL,
    '/resource payments-alpha-sesions',
    /No resource[^]*Did you mean `payments-alpha-sessions`/,
  )
})

test('its detail tells state, endpoint, nodes, events, price, policy and history, asked of AWS now', async () => {
  const words = await list(EVE, `/resource ${NAME}`, 'In AWS now')
  expect(words).toContain('🟢 *Ready* · Valkey 8.0 · cache.t4g.small · 1 replica')
  expect(words).toContain('$54.90 a month')
  expect(words).toContain(`\`${HOST}:6379\``)
  expect(words).toContain(ARN)
  expect(words).toContain('*In AWS now:* available')
  expect(words).toMatch(/payments-alpha-sessions-001 +primary +ap-northeast-2a +available/)
  expect(words).toMatch(/\*Events\*[^]*Replication group payments-alpha-sessions created/)
  expect(words).toMatch(/\*History\*\n🟢 Create: ready · asked by <@U0BOB>[^\n]*took/)
  expect(words).toContain('*Maintenance window*')
  bot.aws.faults.set('unreachable')
  const later = await list(EVE, `/resource ${NAME}`, 'AWS could not be asked how it is now')
  expect(later).toContain(`\`${HOST}:6379\``)
  bot.aws.faults.clear()
}, 30_000)
