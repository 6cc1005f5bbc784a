import { afterEach, beforeEach, expect, test } from 'vitest'
import { startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, news, told } from '../harness/deploy-steps.ts'

let bot: DeployApp
beforeEach(async () => void (bot = await startDeployApp({ speed: 20, regions: ['kr'] })))
afterEach(() => bot.stop())

test('who asked hears within the minute that no node has room, with what to do', async () => {
  await bot.build('1.4.2', { scenario: 'unschedulable' })
  const begun = bot.now()
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  const words = await told(bot, /is \*stuck\* in \*kr\*/)
  expect(words).toMatch(/<@U0BOB>[^]*no node has room[^]*old version still serves[^]*Next:[^]*Roll back…/)
  expect(bot.now() - begun).toBeLessThan(120_000)
  expect(news(bot).filter((one) => one.includes('*stuck*'))).toHaveLength(1)
}, 60_000)
