import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import {
  ask,
  buttonOn,
  card,
  click,
  heard,
  imageIn,
  newestCard,
  press,
  pressWithReason,
  told,
  typed,
} from '../harness/deploy-steps.ts'
import { buttonsOf, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, /Waiting for approval/)
})
afterEach(() => bot.stop())
const untouched = () => expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))

test('an approver rejects with a reason, the requester reads it, and nothing of it begins', async () => {
  await pressWithReason(bot, 'U0CAROL', { actionId: ACTION.rejectDeploy, reason: 'not before the audit' })
  expect(await card(bot, 'Rejected')).toContain('not before the audit')
  await told(bot, /rejected[^]*not before the audit/)
  expect(buttonsOf(newestCard(bot) ?? {}, ACTION.approveDeploy)).toEqual([])
  untouched()
}, 60_000)

test('who may not approve may not reject either', async () => {
  const answer = await pressWithReason(bot, 'U0ALICE', {
    actionId: ACTION.rejectDeploy,
    reason: 'I do not like it',
  })
  expect(JSON.stringify(answer)).toMatch(/not among the approvers/)
  expect(wordsOf(newestCard(bot) ?? {})).toContain('Waiting for approval')
}, 60_000)

test('only the requester withdraws', async () => {
  await press(bot, 'U0CAROL', ACTION.withdrawDeploy)
  await heard(bot, 'U0CAROL', 'Only who asked')
  await press(bot, 'U0BOB', ACTION.withdrawDeploy)
  await heard(bot, 'U0BOB', 'You withdrew')
  expect(await card(bot, 'Stopped')).toContain('withdrawn')
  untouched()
}, 60_000)

test('the glass is broken by who is on call only, with a reason, and everybody hears of it', async () => {
  const how = { actionId: ACTION.breakGlass, reason: 'checkout is down' }
  expect(JSON.stringify(await pressWithReason(bot, 'U0CAROL', how))).toMatch(/on-call/)
  untouched()
  await pressWithReason(bot, 'U0DAN', how)
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.2'))
  await told(bot, /Glass broken[^]*checkout is down/)
  await until('the admins told', () =>
    bot.slack.messages('platform-admins').some((message) => wordsOf(message).includes('checkout is down')),
  )
  const audit = await typed(bot, 'U0CAROL', { line: '/audit', says: 'broke the glass' })
  expect(audit).toContain('checkout is down')
}, 60_000)

test('two who break the glass at once start it once', async () => {
  bot.slack.changeGroup('S0ONCALL', { members: ['U0DAN', 'U0CAROL'] })
  await typed(bot, 'U0BOB', { line: '/lock', says: /locked or frozen/ })
  const button = buttonOn(bot, ACTION.breakGlass)
  const views = await Promise.all(
    ['U0DAN', 'U0CAROL'].map(async (who) => {
      await click(bot, who, button)
      return { who, view: await until('a modal', () => bot.slack.as(who).views().at(-1)) }
    }),
  )
  const answers = await Promise.all(
    views.map(({ who, view }) => bot.slack.as(who).submit(view.id, { reason: { [ACTION.reason]: 'fire' } })),
  )
  expect(answers.filter((answer) => JSON.stringify(answer).includes('errors'))).toHaveLength(1)
  await card(bot, 'Serving in 1 of 1')
}, 60_000)
