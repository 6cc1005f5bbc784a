import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, buttonInList, card, click, heard, listButton, typed } from '../harness/deploy-steps.ts'
import { roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
beforeAll(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, 'Serving in 1 of 1')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, /Waiting for approval/)
}, 60_000)
afterAll(() => bot.stop())

const heardInChannel = () => roots(bot.slack.messages('payments')).map(wordsOf).join('\n')

test('/deploys shows mine, those of a project and of a service', async () => {
  for (const line of ['/deploys', '/deploys all', '/deploys payments', '/deploys payments/checkout']) {
    const words = await typed(bot, 'U0BOB', { line, says: /1\.4\.2/ })
    expect(words).toContain('alpha')
    expect(words).toContain('prod')
  }
})

test('/freeze and /lock are set, listed and taken back', async () => {
  await typed(bot, 'U0DAN', { line: '/freeze prod payments 2h settlement', says: 'frozen by' })
  await typed(bot, 'U0ALICE', { line: '/freeze prod because', says: 'may not freeze' })
  await typed(bot, 'U0ALICE', { line: '/lock checkout prod because', says: 'may not lock' })
  await typed(bot, 'U0BOB', { line: '/lock checkout prod 2h load test', says: 'is locked' })
  await until('the channel to hear of it', () => /was \*locked\*[^]*load test/.test(heardInChannel()))
  const listed = await typed(bot, 'U0DAN', { line: '/lock', says: 'settlement' })
  expect(listed).toContain('load test')
  await click(bot, 'U0DAN', listButton(bot, 'U0DAN', ACTION.liftFreeze))
  await heard(bot, 'U0DAN', 'not frozen by this any more')
  await typed(bot, 'U0ALICE', { line: '/unlock checkout prod', says: 'may not unlock' })
  await typed(bot, 'U0BOB', { line: '/unlock checkout prod', says: 'takes deploys again' })
  await typed(bot, 'U0BOB', { line: '/unlock checkout prod', says: 'not locked' })
  await until(
    'all four acts',
    () => /\*frozen\*[^]*\*locked\*[^]*\*thawed\*[^]*\*unlocked\*/.test(heardInChannel()),
    25_000,
  )
})

test('/approve lists what waits for me, and approving there is approving on the card', async () => {
  await typed(bot, 'U0ALICE', { line: '/approve', says: /othing/ })
  const button = await buttonInList(bot, 'U0CAROL')
  await click(bot, 'U0CAROL', button)
  await heard(bot, 'U0CAROL', 'You approved')
  expect(await card(bot, /prod[^]*Serving in 1 of 1/)).toContain('1.4.2')
}, 60_000)

test('/audit tells admins who decided what, and nobody else', async () => {
  const words = await typed(bot, 'U0CAROL', { line: '/audit', says: 'approved' })
  expect(words).toContain('U0CAROL')
  await typed(bot, 'U0CAROL', { line: '/audit @bob', says: 'asked for a deploy' })
  await typed(bot, 'U0BOB', { line: '/audit', says: /admin/ })
})

const usages = [
  ['/lock checkout', 'environment'],
  ['/lock checkout prod', 'Why?'],
  ['/unlock', 'Which service?'],
  ['/freeze moon because', 'Which environment?'],
  ['/freeze prod', 'Why?'],
  ['/deploys one two', 'One word'],
  ['/audit one two', 'at a time'],
  ['/deploy checkout 1.4.2 prod more', 'at a time'],
] as const
for (const [line, says] of usages) {
  test(`usage with an example for: ${line}`, async () => {
    expect(await typed(bot, 'U0BOB', { line, says })).toContain('/')
  })
}
