import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { approve, ask, buttonOn, card, press, reject, yesInList } from '../harness/resource-steps.ts'
import { BOB, CAROL, DAN, EVE } from '../harness/resource-workspace.ts'
import { click, heard, listButton, modal, told, typed } from '../harness/slack-steps.ts'

let bot: ResourceApp
let name = ''
let count = 0

beforeAll(async () => void (bot = await startResourceApp()))
afterAll(() => bot.stop())
beforeEach(async () => {
  count += 1
  name = `payments-prod-try${count}`
  await ask(bot, { environment: 'prod', name: `try${count}` })
  await card(bot, new RegExp(`^Create ${name}[^]*(Waiting|waits) for approval`))
})

const isInAws = () => bot.aws.inventory().some((item) => item.name.includes(name))

test('who asked cannot approve it: told so, and nothing begins', async () => {
  await approve(bot, BOB)
  await heard(bot, BOB, 'You asked for this, so somebody else has to approve it')
  await card(bot, /wait(ing|s) for approval/i)
  expect(isInAws()).toBe(false)
})

test('somebody who may not approve is told so', async () => {
  await approve(bot, EVE)
  await heard(bot, EVE, 'You are not among the approvers of `payments` in `prod`')
  await card(bot, /wait(ing|s) for approval/i)
  expect(isInAws()).toBe(false)
})

test('a no has a reason, which everybody reads, and is the end of it', async () => {
  const yes = await yesInList(bot, DAN)
  await reject(bot, CAROL, 'Use the one of the shop')
  expect(await card(bot, /⚪ \*Rejected\* by <@U0CAROL>: Use the one of the shop/)).not.toContain('Approve')
  await told(bot, /<@U0BOB>[^\n]*was \*rejected\* by <@U0CAROL>: Use the one of the shop\./)
  await click(bot, DAN, yes)
  await heard(bot, DAN, /rejected/)
  expect(isInAws()).toBe(false)
})

test('who asked may take it back before anybody approves', async () => {
  const yes = await yesInList(bot, CAROL)
  await press(bot, BOB, ACTION.cancelResource)
  await heard(bot, BOB, 'Nothing was touched')
  await card(bot, /⚪ \*Cancelled\* by <@U0BOB> before anything was touched/)
  await click(bot, CAROL, yes)
  await heard(bot, CAROL, /withdrawn|taken back|cancelled/i)
  expect(isInAws()).toBe(false)
})

test('what waits is in /approve with plan and price, and approving there is approving on the card', async () => {
  const words = await typed(bot, CAROL, { line: '/approve', says: name })
  expect(words).toMatch(
    new RegExp(`Create ${name}[^]*Valkey 8\\.0 · cache\\.t4g\\.small · 1 replica[^]*\\$54\\.90`),
  )
  const last = words.split(/\n(?=\*Create)/).length - 2
  await click(bot, CAROL, listButton(bot, CAROL, `${ACTION.showResourcePlan}:${last}`))
  const plan = await modal(bot, CAROL, 'Makes, in this order')
  expect(plan).toContain('maxmemory-policy=allkeys-lru')
  expect(plan).toContain('cost-center=platform')
  await click(bot, CAROL, listButton(bot, CAROL, `${ACTION.approveResource}:${last}`))
  await heard(bot, CAROL, new RegExp(`You approved \\*Create ${name}\\*`, 'i'))
  await card(bot, '*Ready*')
}, 40_000)

test('the same button by two approvers, and twice by one, decides once and makes one', async () => {
  const yes = buttonOn(bot, ACTION.approveResource)
  await Promise.all([click(bot, CAROL, yes), click(bot, CAROL, yes), click(bot, DAN, yes)])
  await card(bot, '*Ready*')
  const made = bot.aws
    .journal()
    .filter((call) => call.name === name && call.operation === 'CreateReplicationGroup')
  expect(made).toHaveLength(1)
}, 40_000)
