import { afterEach, expect, test } from 'vitest'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { ask, card, make, yesInList } from '../harness/resource-steps.ts'
import { CAROL } from '../harness/resource-workspace.ts'
import { click, heard, told } from '../harness/slack-steps.ts'

let bot: ResourceApp
afterEach(() => bot.stop())

const SHORT = { count: 1, from: ['S0APPROVERS'], requesterMay: false, expiresMinutes: 1 }

test('what nobody approves in time expires: nothing was touched, a late yes changes nothing, and the name is free again', async () => {
  bot = await startResourceApp({ prod: { approval: SHORT } })
  await ask(bot, { environment: 'prod', name: 'sessions' })
  await card(bot, /wait(ing|s) for approval/i)
  const yes = await yesInList(bot, CAROL)
  await card(bot, /⚪ \*Expired\*: nobody approved it in time, nothing was touched/)
  await told(bot, /<@U0BOB>[^\n]*Nobody approved \*Create payments-prod-sessions\* in time/)
  await click(bot, CAROL, yes)
  await heard(bot, CAROL, /time to approve it is over/)
  expect(bot.aws.inventory()).toEqual([])
  await make(bot, { environment: 'prod', name: 'sessions' })
}, 60_000)

test('an approval that ran out while the bot was stopped is expired when it starts', async () => {
  bot = await startResourceApp()
  await ask(bot, { environment: 'prod', name: 'sessions' })
  await card(bot, /wait(ing|s) for approval/i)
  await bot.restart({ downForMs: 61 * 60_000 })
  await card(bot, '*Expired*')
  expect(bot.aws.inventory()).toEqual([])
}, 60_000)
