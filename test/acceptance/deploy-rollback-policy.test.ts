import { afterEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import {
  checkoutAt141,
  digestOf,
  REPOSITORY,
  startDeployApp,
  type DeployApp,
  type DeployAppOptions,
} from '../harness/deploy-app.ts'
import {
  ask,
  card,
  cards,
  heard,
  imageIn,
  news,
  plan,
  press,
  submitPlan,
  told,
} from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'
import { wordsOf } from '../harness/read-message.ts'

let bot: DeployApp
afterEach(() => bot.stop())

async function crashed(alpha: Record<string, unknown>, more: DeployAppOptions = {}): Promise<void> {
  bot = await startDeployApp({
    speed: 10,
    regions: ['kr'],
    settings: { podReadyMs: 1_000 },
    alpha: { stabilitySeconds: 1, ...alpha },
    ...more,
  })
  await bot.build('1.4.1')
  await bot.build('1.5.0', { scenario: 'crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 alpha')
}
const back = () => until('1.4.1 again', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.4.1')))

test('where policy says so a failed deploy is undone by itself, once', async () => {
  await crashed({ autoRollback: true })
  await back()
  await card(bot, /Roll.*1\.4\.1[^]*Serving in 1 of 1/)
  await until('the first card says so', () => wordsOf(cards(bot)[0] ?? {}).includes('Rolled back'))
  expect(cards(bot)).toHaveLength(2)
}, 60_000)

test('where policy does not say so nothing is undone by itself', async () => {
  await crashed({ autoRollback: false })
  await card(bot, /Failed/)
  expect(cards(bot)).toHaveLength(1)
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.5.0'))
}, 60_000)

test('after a rollback the service is locked until somebody presses Unlock', async () => {
  await crashed({ lockAfterRollback: true })
  await card(bot, /Failed/)
  await press(bot, 'U0BOB', ACTION.rollBack)
  await submitPlan(bot, 'U0BOB')
  await back()
  await card(bot, /Roll.*1\.4\.1[^]*Serving in 1 of 1/)
  await told(bot, 'is *locked*')
  await bot.build('1.5.1')
  await plan(bot, 'U0BOB', { line: '/deploy checkout 1.5.1 alpha', says: 'locked it' })
  await press(bot, 'U0ALICE', ACTION.unlockService)
  await heard(bot, 'U0ALICE', 'may not unlock')
  await press(bot, 'U0BOB', ACTION.unlockService)
  await heard(bot, 'U0BOB', 'takes deploys again')
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.1 alpha')
  expect(await card(bot, /1\.5\.1[^]*Serving in 1 of 1/)).not.toContain('locked')
}, 60_000)

test('a rollback goes first while the failing deploy still runs', async () => {
  await crashed({ stabilitySeconds: 1 }, { settings: { podReadyMs: 60_000 } })
  await bot.build('1.4.2')
  await card(bot, /rolling out|Failed/i)
  await bot.slack.as('U0BOB').command({ channel: 'payments', text: '/rollback checkout alpha' })
  await submitPlan(bot, 'U0BOB')
  await back()
  await until(
    'the first card says so',
    () => /Superseded|Rolled back|Failed/.test(wordsOf(cards(bot)[0] ?? {})),
    25_000,
  )
}, 60_000)

test('where nobody knows exactly what ran before, it is not rolled back by itself, and the thread says so', async () => {
  bot = await startDeployApp({
    speed: 10,
    regions: ['kr'],
    settings: { podReadyMs: 1_000 },
    alpha: { stabilitySeconds: 1, autoRollback: true },
    workloads: [{ ...checkoutAt141, images: [`${REPOSITORY}:1.4.0`, `${REPOSITORY}:1.4.1`] }],
  })
  await bot.build('1.5.0', { scenario: 'crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 alpha')
  await card(bot, /Failed/)
  await told(bot, 'Policy wanted to roll')
  expect(news(bot).at(-1)).toContain('named by a tag alone')
  expect(cards(bot)).toHaveLength(1)
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.5.0'))
}, 60_000)
