import { afterEach, expect, test } from 'vitest'
import { digestOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { approve, ask, card, cards, imageIn, told } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
afterEach(() => bot.stop())

function slackIsDown(): void {
  bot.slack.faults.add({ method: '*', kind: 'drop', when: 'before', times: 1_000_000 })
}

test('with Slack down for the whole deploy it goes on, then the one card catches up and the end is told', async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 3_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  slackIsDown()
  const ready = () =>
    bot.clusters['alpha-kr']!.state.pods('payments').filter(({ spec }) =>
      spec.containers[0]?.image.includes(digestOf('1.4.2')),
    ).length
  await until('the new pods', () => ready() >= 3)
  const over = () => bot.app.store.read(async (reads) => (await reads.deploys.open({})).length === 0)
  await until('the end of the deploy', over)
  bot.slack.faults.clear()
  await card(bot, 'Serving in 1 of 1')
  await told(bot, 'Serving in 1 of 1')
  expect(cards(bot)).toHaveLength(1)
}, 90_000)

test('an approved wave waits while Slack cannot say who may approve, and starts when it can', async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, /Waiting for approval/)
  bot.clusters['prod-kr']!.faults.unreachable = true
  await approve(bot)
  await card(bot, /Held back/)
  slackIsDown()
  bot.clusters['prod-kr']!.faults.unreachable = false
  const later = bot.now() + 40_000
  await until('two more looks', () => bot.now() > later)
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.1'))
  bot.slack.faults.clear()
  await card(bot, 'Serving in 1 of 1')
}, 90_000)
