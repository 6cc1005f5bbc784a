import { afterEach, beforeEach, expect, test } from 'vitest'
import { startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, card, deploymentIn, plan } from '../harness/deploy-steps.ts'

let bot: DeployApp
beforeEach(async () => {
  const promotion = { from: 'alpha', same: 'digest', withinDays: 1 }
  bot = await startDeployApp({
    speed: 10,
    regions: ['kr'],
    settings: { podReadyMs: 1_000 },
    prod: { promotion },
  })
})
afterEach(() => bot.stop())

test('what runs since before the bot counts as deployed when it is stable, and nothing is written', async () => {
  await bot.build('1.4.1')
  await plan(bot, 'U0BOB', { line: '/deploy checkout 1.4.1 prod', says: /alpha/ })
  const before = structuredClone(deploymentIn(bot, 'alpha-kr').metadata)
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.1 alpha')
  await card(bot, 'Serving in 1 of 1')
  expect(deploymentIn(bot, 'alpha-kr').metadata).toEqual(before)
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.1 prod')
  await card(bot, /Waiting for approval/)
}, 60_000)
