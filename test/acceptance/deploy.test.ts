import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { digestOf, REGIONS, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { approve, ask, card, cards, modalWords, press, told } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ speed: 4, settings: { podReadyMs: 2000 } })
  await bot.build('1.4.1')
  await bot.build('1.4.2')
})
afterEach(() => bot.stop())

function imageIn(cluster: string): string {
  const found = bot.clusters[cluster]?.state.get('deployments', 'payments', 'checkout') as unknown as {
    spec: { template: { spec: { containers: { image: string }[] } } }
  }
  return found.spec.template.spec.containers[0]?.image ?? ''
}

test('alpha starts at once and ends when the new pods serve', async () => {
  expect((await bot.build('1.4.2')).status).toBe(200)
  await bot.slack.as('U0BOB').command({ channel: 'payments', text: '/deploy checkout 1.4.2 alpha' })
  const plan = await until('the plan', () => {
    const words = modalWords(bot, 'U0BOB')
    return words.includes('1.4.1') && words.includes('Make 1.4.2 faster') && words
  })
  expect(plan).toContain('1.4.2')
  const [view] = bot.slack.as('U0BOB').views()
  await bot.slack.as('U0BOB').submit(view?.id ?? '', {})
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn('alpha-kr')).toContain(digestOf('1.4.2'))
  expect(cards(bot)).toHaveLength(1)
})

test('prod goes wave by wave, each approved, on one card', async () => {
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  const waiting = await card(bot, /wave 1 of 2/i)
  for (const region of REGIONS) expect(waiting).toContain(region)
  await approve(bot)
  await card(bot, /serving in 1 of 4/i)
  await card(bot, /wave 2 of 2/i)
  expect(imageIn('prod-kr')).toContain(digestOf('1.4.2'))
  expect(imageIn('prod-eu1')).toContain(digestOf('1.4.1'))
  await approve(bot)
  const done = await card(bot, 'Serving in 4 of 4 regions')
  expect(done).toMatch(/took/)
  for (const region of REGIONS) expect(imageIn(`prod-${region}`)).toContain(digestOf('1.4.2'))
  expect(cards(bot)).toHaveLength(1)
  await told(bot, 'Serving in 4 of 4')
}, 30_000)

test('a failing region stops the later waves, says why, and a rollback takes two clicks', async () => {
  await bot.build('1.5.0', { scenario: 'crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 prod')
  await approve(bot)
  const failed = await card(bot, /exit code 1/i)
  expect(failed).toMatch(/kr/)
  await card(bot, /Failed/)
  expect(imageIn('prod-eu1')).toContain(digestOf('1.4.1'))
  await press(bot, 'U0BOB', ACTION.rollBack)
  const view = await until('the rollback plan', () => {
    const [open] = bot.slack.as('U0BOB').views()
    return open?.submit ? open : null
  })
  await bot.slack.as('U0BOB').submit(view.id, {})
  await card(bot, /Roll.*1\.4\.1/)
  await card(bot, /Serving in/)
  expect(imageIn('prod-kr')).toContain(digestOf('1.4.1'))
}, 30_000)
