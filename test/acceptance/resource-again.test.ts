import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { handIn, planned } from '../harness/resource-form-steps.ts'
import { ask, card, closeAll, press } from '../harness/resource-steps.ts'
import { BOB } from '../harness/resource-workspace.ts'

let bot: ResourceApp
beforeAll(async () => void (bot = await startResourceApp()))
afterAll(() => bot.stop())

test('what could not be created is asked for again from its card, without typing anything twice', async () => {
  const wish = { environment: 'alpha', name: 'sessions', engine: 'redis-7.1', size: 'cache-large' }
  bot.aws.faults.set('capacity-sync')
  await ask(bot, { ...wish, replicas: '1' })
  await card(bot, /🔴 \*Not created\*/)
  bot.aws.faults.clear()
  await press(bot, BOB, ACTION.createResourceAgain)
  const form = await planned(bot, BOB, { ...wish, project: 'payments', replicas: '1' })
  expect(JSON.stringify(form.blocks)).toMatch(
    /payments-alpha-sessions\* · Redis 7\.1 · cache\.m7g\.large · 1 replica/,
  )
  await handIn(bot, BOB)
  await closeAll(bot, BOB)
  expect(await card(bot, '*Ready*')).toContain('Create payments-alpha-sessions')
}, 60_000)
