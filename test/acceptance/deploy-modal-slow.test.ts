import { afterEach, beforeEach, expect, test } from 'vitest'
import { CALLBACK } from '../../src/views/ids.ts'
import { startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { lastWord, modal, modalOf, submitPlan } from '../harness/deploy-steps.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ regions: ['kr'] })
  await bot.build('1.4.2')
})
afterEach(() => bot.stop())

const type = (who: string, text: string) => bot.slack.as(who).command({ channel: 'payments', text })
/** Longer than a trigger lives. */
const slowly = (method: string) =>
  bot.slack.faults.add({ method, kind: 'delay', ms: 3_500, when: 'before', times: 1 })

test.each(['usergroups.list', 'users.info'])(
  'the form opens in time when %s is slow, and shows its plan later',
  async (method) => {
    slowly(method)
    const typed = type('U0BOB', '/deploy checkout 1.4.2 alpha')
    await modal(bot, 'U0BOB', 'Reading')
    expect(modalOf(bot, 'U0BOB')).toMatchObject({ callback_id: CALLBACK.deploy, submit: null })
    await typed
    await submitPlan(bot, 'U0BOB')
    expect(lastWord(bot, 'U0BOB')).toBe('')
  },
  20_000,
)

test('who may not ask is told in the form, which shows nothing else', async () => {
  slowly('users.info')
  const typed = type('U0GUS', '/rollback checkout alpha')
  const waiting = await modal(bot, 'U0GUS', 'Reading')
  expect(waiting).not.toContain('checkout')
  expect(await modal(bot, 'U0GUS', /Guests cannot/)).not.toContain('checkout')
  await typed
  expect(modalOf(bot, 'U0GUS')).toMatchObject({ submit: null })
}, 20_000)

test('a service that is unknown is told in the form too', async () => {
  slowly('users.info')
  const typed = type('U0BOB', '/deploy chekout 1.4.2 alpha')
  expect(await modal(bot, 'U0BOB', /chekout[^]*checkout/)).toContain('No service')
  await typed
}, 20_000)

test('when Slack refuses what the form shows, it says so and how to go on', async () => {
  bot.slack.faults.add({ method: 'views.update', kind: 'error', error: 'invalid_arguments', times: 1 })
  await type('U0BOB', '/deploy checkout 1.4.2 alpha')
  expect(await modal(bot, 'U0BOB', 'invalid_arguments')).toContain('try again')
}, 20_000)
