import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { fillNew } from '../harness/resource-form-steps.ts'
import {
  approve,
  ask,
  card,
  closeAll,
  deleteByName,
  modify,
  press,
  reject,
} from '../harness/resource-steps.ts'
import { ALICE, BOB, CAROL, EVE } from '../harness/resource-workspace.ts'
import { heard, modal, modalOf, typed } from '../harness/slack-steps.ts'

const NAME = 'payments-prod-sessions'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp()
  await ask(bot, { environment: 'prod', name: 'sessions' })
  await card(bot, /wait(ing|s) for approval/i)
  await approve(bot, BOB)
  await heard(bot, BOB, 'somebody else has to approve it')
  await approve(bot, ALICE)
  await heard(bot, ALICE, 'not among the approvers')
  await approve(bot, CAROL)
  await card(bot, '*Ready*')
  await modify(bot, { name: NAME, replicas: '2' })
  await card(bot, /wait(ing|s) for approval/i)
  await reject(bot, CAROL, 'Too dear')
  await card(bot, 'Rejected')
  await deleteByName(bot, BOB, { name: NAME, as: 'sessions' })
  await deleteByName(bot, BOB, { name: NAME })
  await closeAll(bot, BOB)
  await card(bot, /Delete payments[^]*wait(ing|s) for approval/i)
  await approve(bot, EVE)
  await card(bot, '*Deleted*')
}, 90_000)
afterAll(() => bot.stop())

async function decisions() {
  return bot.app.store.read(async (reads) => {
    const [resource] = await reads.resources.find(NAME, 1)
    const parts = resource?.parts.map(({ id }) => id) ?? []
    const kept = await reads.audit.recentKept({ subject: resource?.id ?? '' }, 200)
    const told = kept.toReversed().map(({ actor, operation, outcome, details }) => {
      const who = actor.kind === 'person' ? actor.userId : actor.kind
      const part = typeof details['part'] === 'string' ? ` ${details['part']}` : ''
      return `${who} ${operation} ${outcome}${part}`
    })
    return { parts, told }
  })
}

test('every decision is in the audit, in order: of people, of the bot by itself, and each no', async () => {
  const { parts, told } = await decisions()
  expect(parts).toHaveLength(6)
  expect(told).toEqual([
    'U0BOB request-resource requested',
    'U0BOB approve-resource requester-may-not-approve',
    'U0ALICE approve-resource may-not-approve',
    'U0CAROL approve-resource approved',
    'system start-change started',
    ...parts.map((id) => `system begin-part making ${id}`),
    'system end-change succeeded',
    'U0BOB modify-resource requested',
    'U0CAROL reject-resource rejected',
    'U0BOB delete-resource typed-name-wrong',
    'U0BOB delete-resource requested',
    'U0EVE approve-resource approved',
    'system start-change started',
    'system begin-part making final-snapshot',
    ...parts.toReversed().map((id) => `system begin-part removing ${id}`),
    'system end-change succeeded',
  ])
})

test('/audit tells admins of it in words, by person and by resource', async () => {
  const words = await typed(bot, CAROL, { line: '/audit @bob', says: 'asked to create a resource' })
  expect(words).toContain(`resource \`${NAME}\``)
  expect(words).toMatch(/tried to \*approve a change\* · refused/)
  expect(words).toContain('*asked to delete a resource*')
  const all = await typed(bot, CAROL, { line: '/audit', says: '*rejected a change*' })
  expect(all).toContain('the bot (reconcile-resource) · *started a change*')
  expect(all).toContain('Too dear')
  await typed(bot, BOB, { line: '/audit', says: /admins/ })
})

test('what was cancelled and what came to nothing is there too', async () => {
  bot.aws.faults.set('capacity-event')
  await ask(bot, { environment: 'alpha', name: 'nothing' })
  await card(bot, '*Not created*')
  await ask(bot, { environment: 'alpha', name: 'cancelled' })
  await card(bot, /🔄/)
  await press(bot, BOB, ACTION.cancelResource)
  await card(bot, /⚪ \*Cancelled\*/)
  const words = await typed(bot, CAROL, { line: '/audit', says: '*cancelled a change*' })
  expect(words).toMatch(/\*turned a change back\*[^]*payments-alpha-nothing/)
  expect(words).toMatch(/\*ended a change\* · undone/)
}, 60_000)

test('who tried without being allowed to is there, also from the form', async () => {
  await fillNew(bot, ALICE, { environment: 'alpha', name: 'hers' })
  await modal(bot, ALICE, 'You may not create, change or delete')
  await modal(bot, ALICE, '*payments-alpha-hers*')
  await bot.slack.as(ALICE).submit(modalOf(bot, ALICE)!.id, {})
  const words = await typed(bot, CAROL, { line: '/audit @alice', says: 'tried to *create a resource*' })
  expect(words).toContain('refused')
}, 60_000)
