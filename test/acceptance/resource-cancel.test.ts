import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import {
  ask,
  buttonOn,
  card,
  closeAll,
  deleteByName,
  make,
  modify,
  press,
} from '../harness/resource-steps.ts'
import { BOB, EVE } from '../harness/resource-workspace.ts'
import { click, heard, listButton, modalOf, told, typed } from '../harness/slack-steps.ts'

let bot: ResourceApp
beforeAll(
  async () => void (bot = await startResourceApp({ settings: { createMs: 30_000, snapshotMs: 30_000 } })),
)
afterAll(() => bot.stop())

const named = (name: string) => bot.aws.inventory().filter((item) => item.name.includes(name))
const calls = (operation: string) => bot.aws.journal().filter((call) => call.operation === operation)

test('what is being created cannot be deleted: its detail says to cancel it', async () => {
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  await card(bot, /🔄 replication group/)
  const words = await typed(bot, BOB, { line: '/resource payments-alpha-sessions', says: 'creating' })
  expect(words).toMatch(/\*Create\* has not ended yet[^\n]*and \*Cancel\* there takes it back/)
  expect(words).not.toContain('Delete…')
}, 30_000)

test('Cancel is kept, and carried out when AWS allows: nothing is left, and the name is free again', async () => {
  const button = buttonOn(bot, ACTION.cancelResource)
  await click(bot, EVE, button)
  await heard(bot, EVE, 'It is undone as soon as AWS allows')
  await card(bot, /🟠 \*Cancelling\* by <@U0EVE>/)
  await told(bot, /<@U0BOB>[^\n]*is \*cancelled\* by <@U0EVE>: it is undone as soon as AWS allows/)
  expect(named('payments-alpha-sessions').map(({ status }) => status)).toContain('creating')
  const words = await card(bot, /⚪ \*Cancelled\* by <@U0EVE> · everything is as it was before/)
  expect(words).toMatch(/\*Nothing[^*]* left\*/)
  expect(named('payments-alpha-sessions')).toEqual([])
  // A deletion while it is being created would have been refused.
  expect(
    bot.aws
      .journal()
      .filter(({ operation, code }) => operation === 'DeleteReplicationGroup' && code !== null),
  ).toEqual([])
  await make(bot, { environment: 'alpha', name: 'sessions' })
}, 40_000)

test('a second Cancel is told that somebody did it already', async () => {
  await ask(bot, { environment: 'alpha', name: 'carts' })
  await press(bot, BOB, ACTION.cancelResource)
  await heard(bot, BOB, 'You cancelled *Create payments-alpha-carts*')
  const words = await typed(bot, EVE, {
    line: '/resource payments-alpha-carts',
    says: 'payments-alpha-carts',
  })
  expect(words).not.toContain('Delete…')
  await card(bot, /⚪ \*Cancelled\*/)
  expect(named('payments-alpha-carts')).toEqual([])
}, 40_000)

test('a modification that is cancelled is set back to what was before', async () => {
  await typed(bot, EVE, { line: '/resource payments-alpha-sessions', says: 'In AWS now' })
  const late = listButton(bot, EVE, ACTION.deleteResource)
  await modify(bot, { name: 'payments-alpha-sessions', replicas: '3' })
  await card(bot, /🔄 more replicas: 3/)
  await click(bot, EVE, late)
  await heard(bot, EVE, 'Somebody changes `payments-alpha-sessions` already: <@U0BOB> asked to modify it')
  expect(modalOf(bot, EVE)).toBeUndefined()
  await press(bot, BOB, ACTION.cancelResource)
  await card(bot, /⚪ \*Cancelled\* by <@U0BOB>/)
  expect(calls('DecreaseReplicaCount')).toHaveLength(1)
  const words = await typed(bot, BOB, { line: '/resource payments-alpha-sessions', says: 'In AWS now' })
  expect(words).toContain('🟢 *Ready* · Valkey 8.0 · cache.t4g.small · 1 replica')
  expect(words).not.toContain('sessions-003')
}, 40_000)

test('a deletion can be cancelled while its final snapshot is taken, and not any more when parts are removed', async () => {
  const other = await startResourceApp({
    alpha: { deletion: { finalSnapshot: true } },
    settings: { snapshotMs: 20_000, deleteMs: 20_000 },
  })
  try {
    await make(other, { environment: 'alpha', name: 'sessions' })
    await deleteByName(other, BOB, { name: 'payments-alpha-sessions' })
    await closeAll(other, BOB)
    await card(other, /🔄 final snapshot/)
    await press(other, BOB, ACTION.cancelResource)
    await card(other, /⚪ \*Cancelled\* by <@U0BOB> · everything is as it was before/)
    expect(other.aws.inventory().filter(({ kind }) => kind === 'elasticache-snapshot')).toEqual([])
    await deleteByName(other, BOB, { name: 'payments-alpha-sessions' })
    await closeAll(other, BOB)
    await card(other, /🔄 final snapshot/)
    expect(await card(other, /🧹 replication group/)).not.toContain('Cancel')
    await card(other, '*Deleted*')
  } finally {
    await other.stop()
  }
}, 60_000)
