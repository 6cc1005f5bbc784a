import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { cards, modalOf, plan, typed } from '../harness/deploy-steps.ts'

let bot: DeployApp
beforeAll(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'] })
  await bot.build('1.4.2')
})
afterAll(() => bot.stop())

const answered: [string, string, string | RegExp][] = [
  ['an unknown service', '/deploy chekout 1.4.2 prod', /No service[^]*checkout/],
  ['an unknown project', '/deploys nowhere', /No project[^]*nowhere/],
  ['an unknown environment', '/lock checkout moon because', /environment[^]*alpha, prod/],
]
for (const [name, line, says] of answered) {
  test(`${name} is answered with the nearest`, async () => {
    expect(await typed(bot, 'U0BOB', { line, says })).not.toContain('undefined')
  })
}

const planned: [string, string, string | RegExp][] = [
  ['an unknown version', '/deploy checkout 9.9.9 prod', '9.9.9'],
  [
    'an image that nobody pushed',
    '/deploy checkout registry.regatta.test/payments/checkout:7.7.7 prod',
    /7\.7\.7/,
  ],
  ['an image of another service', '/deploy checkout registry.regatta.test/payments/other:1.0.0 prod', /not/],
]
for (const [name, line, says] of planned) {
  test(`${name} is refused in the modal, which cannot be handed in`, async () => {
    const words = await plan(bot, 'U0BOB', { line, says: /🚫|⚠️|❌/ })
    expect(words).toMatch(says)
    expect(modalOf(bot, 'U0BOB')?.submit).toBeFalsy()
    await bot.slack.as('U0BOB').close(modalOf(bot, 'U0BOB')?.id ?? '', { all: true })
  })
}

test('an image that was deleted since its build is refused', async () => {
  await bot.build('1.4.3')
  bot.registry.remove('payments/checkout', digestOf('1.4.3'))
  const words = await plan(bot, 'U0BOB', { line: '/deploy checkout 1.4.3 prod', says: /🚫|⚠️|❌/ })
  expect(words).toMatch(/image/)
  expect(modalOf(bot, 'U0BOB')?.submit).toBeFalsy()
  expect(cards(bot)).toEqual([])
})
