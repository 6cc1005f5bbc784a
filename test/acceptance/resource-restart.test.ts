import { afterEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import {
  approve,
  ask,
  card,
  cards,
  closeAll,
  deleteByName,
  make,
  modify,
  newestCard,
  press,
} from '../harness/resource-steps.ts'
import { ALICE, BOB, CAROL, DAN } from '../harness/resource-workspace.ts'
import { heard, news, told, typed } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

let bot: ResourceApp
afterEach(() => bot.stop())

const writes = () => {
  const calls = bot.aws.journal().filter(({ isEffective }) => isEffective)
  return calls.map(({ operation, name }) => `${operation} ${name}`)
}

test('the bot is stopped and started in the middle: the same card goes on, and nothing is made twice', async () => {
  bot = await startResourceApp({ settings: { createMs: 10_000, modifyMs: 10_000, deleteMs: 10_000 } })
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  const { ts } = newestCard(bot)
  for (const part of [/🔄 user/, /🔄 replication group/]) {
    await card(bot, part)
    await bot.restart()
  }
  await card(bot, '*Ready*')
  expect(newestCard(bot)['ts']).toBe(ts)
  expect(cards(bot)).toHaveLength(1)
  await told(bot, '*payments-alpha-sessions* is *ready*')
  expect(news(bot)).toHaveLength(1)
  await modify(bot, { name: 'payments-alpha-sessions', replicas: '2' })
  await card(bot, /🔄 more replicas/)
  await bot.restart()
  await card(bot, '*Modified*')
  await deleteByName(bot, BOB, { name: 'payments-alpha-sessions' })
  await closeAll(bot, BOB)
  await card(bot, /🧹 replication group/)
  await bot.restart({ downForMs: 60_000 })
  await card(bot, '*Deleted*')
  expect(cards(bot)).toHaveLength(3)
  expect(writes()).toEqual([...new Set(writes())])
  expect(bot.aws.inventory()).toEqual([])
}, 90_000)

const OF_ORDERS = { projects: [{ namespace: 'payments', team: 'orders', services: ['checkout'] }] }

test('the project went to another team between asking and approval: refused with words, and nothing is made', async () => {
  bot = await startResourceApp()
  await ask(bot, { environment: 'prod', name: 'sessions' })
  await card(bot, /wait(ing|s) for approval/i)
  await bot.restartWith({ config: OF_ORDERS })
  await approve(bot)
  await heard(bot, CAROL, /you approved/i)
  expect(await card(bot, /🔴 \*Not created\*/)).toContain('nothing was touched')
  await told(
    bot,
    /<@U0BOB>[^\n]*was approved, but is \*not done\*: since it was asked for, something changed\. [^\n]*may not create, change or delete resources of `payments` in `prod`[^\n]*Nothing was touched/,
  )
  expect(bot.aws.inventory()).toEqual([])
  await typed(bot, CAROL, { line: '/audit', says: /\*did not start a change\*/ })
}, 60_000)

test('the project went to another team while it was made: who it belongs to now may cancel it, and sees it in the list', async () => {
  bot = await startResourceApp({ settings: { createMs: 60_000 } })
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  await card(bot, /🔄 replication group/)
  await bot.restartWith({ config: OF_ORDERS })
  await typed(bot, ALICE, { line: '/resource', says: '*1 resource* of your teams' })
  await press(bot, ALICE, ACTION.cancelResource)
  await heard(bot, ALICE, 'You cancelled')
  await card(bot, /⚪ \*Cancelled\* by <@U0ALICE>/)
  expect(bot.aws.inventory()).toEqual([])
}, 60_000)

test('the environment left the configuration between asking and approval: refused with words', async () => {
  bot = await startResourceApp()
  await ask(bot, { environment: 'prod', name: 'sessions' })
  await card(bot, /wait(ing|s) for approval/i)
  await bot.restartWith({ prod: { name: 'prod-two' } })
  await approve(bot, DAN)
  await heard(bot, DAN, 'The environment `prod` is not in the configuration any more')
  expect(bot.aws.inventory()).toEqual([])
}, 60_000)

test('with Slack down from the beginning to the end it is made, and then the one card and its thread tell so', async () => {
  bot = await startResourceApp()
  await make(bot, { environment: 'alpha', name: 'first' })
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  bot.slack.faults.add({ method: '*', kind: 'drop', when: 'before', times: 1_000_000 })
  const isReady = () =>
    bot.app.store.read(async (reads) => {
      const [found] = await reads.resources.find('payments-alpha-sessions', 1)
      return found?.state === 'ready'
    })
  await until('it to be ready', isReady)
  expect(await card(bot, 'payments-alpha-sessions')).not.toContain('*Ready*')
  bot.slack.faults.clear()
  await card(bot, /Create payments-alpha-sessions[^]*\*Ready\*/)
  await told(bot, '*payments-alpha-sessions* is *ready*')
  expect(cards(bot)).toHaveLength(2)
  expect(news(bot)).toHaveLength(2)
}, 90_000)
