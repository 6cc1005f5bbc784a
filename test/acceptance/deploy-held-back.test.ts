import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import {
  approve,
  ask,
  card,
  click,
  imageIn,
  listButton,
  press,
  told,
  typed,
} from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, /Waiting for approval/)
})
afterEach(() => bot.stop())

test('a freeze between approval and start holds it back, and lifting it lets it go on', async () => {
  await typed(bot, 'U0DAN', { line: '/freeze prod 2h incident 2041', says: 'frozen by' })
  await approve(bot)
  expect(await card(bot, /Held back/)).toContain('incident 2041')
  await told(bot, 'Held back')
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
  await typed(bot, 'U0DAN', { line: '/freeze', says: 'incident 2041' })
  await click(bot, 'U0DAN', listButton(bot, 'U0DAN', ACTION.liftFreeze))
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

test('a lock between approval and start holds it back, and unlocking lets it go on', async () => {
  await typed(bot, 'U0BOB', { line: '/lock checkout prod load test', says: 'is locked' })
  await approve(bot)
  expect(await card(bot, /Held back/)).toContain('load test')
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
  await typed(bot, 'U0BOB', { line: '/unlock checkout prod', says: 'takes deploys again' })
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

test('a lock that comes while the cluster is waited for holds it back too', async () => {
  const { faults } = bot.clusters['prod-kr']!
  faults.unreachable = true
  await approve(bot)
  await card(bot, /Held back/)
  await typed(bot, 'U0BOB', { line: '/lock checkout prod load test', says: 'is locked' })
  faults.unreachable = false
  await told(bot, /Held back[^]*load test/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
  await press(bot, 'U0BOB', ACTION.unlockService)
  await until('the new version', () => imageIn(bot, 'prod-kr').includes(digestOf('1.4.2')))
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

test('a lock that runs out lets the deploy go on by itself', async () => {
  await typed(bot, 'U0BOB', { line: '/lock checkout prod 1m load test', says: 'is locked' })
  await approve(bot)
  await card(bot, /Held back/)
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.2'))
}, 60_000)
