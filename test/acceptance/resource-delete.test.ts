import { afterAll, beforeAll, expect, test } from 'vitest'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { approve, card, closeAll, deleteByName, make, newestCard } from '../harness/resource-steps.ts'
import { BOB, CAROL, EVE } from '../harness/resource-workspace.ts'
import { heard, modal, modalWords, told, typed } from '../harness/slack-steps.ts'
import { wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp({ settings: { snapshotMs: 20_000, deleteMs: 10_000 } })
  await make(bot, { environment: 'alpha', name: 'sessions' })
  await make(bot, { environment: 'prod', name: 'sessions' })
}, 60_000)
afterAll(() => bot.stop())

const PROD = 'payments-prod-sessions'
const ALPHA = 'payments-alpha-sessions'
const named = (name: string) => bot.aws.inventory().filter((item) => item.name.includes(name))
const removals = () => bot.aws.journal().filter(({ operation }) => operation.startsWith('Delete'))

test('outside prod the name must be typed: another one is refused beside the field and nothing is touched', async () => {
  const refused = await deleteByName(bot, BOB, { name: ALPHA, as: PROD })
  expect(refused).toMatchObject({ response_action: 'errors' })
  expect(JSON.stringify(refused)).toMatch(/is not its name[^"]*Nothing was deleted/)
  expect(modalWords(bot, BOB)).toMatch(/All its data is deleted[^]*no second person is asked here/)
  await closeAll(bot, BOB)
  expect(removals()).toEqual([])
})

test('with its name typed it is deleted at once, part by part, and nothing is left of it', async () => {
  expect(await deleteByName(bot, BOB, { name: ALPHA })).toMatchObject({ response_action: 'update' })
  await modal(bot, BOB, 'Delete payments-alpha-sessions* starts')
  await closeAll(bot, BOB)
  const words = await card(bot, '*Deleted*')
  expect(words).toMatch(/\*Nothing[^*]* left\*/)
  expect(words).toMatch(
    /🗑️ removed: replication group, user group, user, parameter group, subnet group, secret/,
  )
  await told(
    bot,
    new RegExp(`<@${BOB}>[^\\n]*\\*${ALPHA}\\* is \\*deleted\\*[^\\n]*It cost \\$54\\.90 a month`),
  )
  expect(named(ALPHA)).toEqual([])
  await typed(bot, BOB, { line: `/resource ${ALPHA}`, says: '⚪ *Deleted*' })
  expect(await typed(bot, BOB, { line: '/resource list', says: '*1 resource*' })).not.toContain(ALPHA)
}, 40_000)

test('the card of its creation tells that it is gone, and how to connect no more', async () => {
  const created = () => {
    const messages = bot.slack.messages('payments').map(wordsOf)
    return messages.find((words) => words.startsWith(`Create ${ALPHA}`)) ?? ''
  }
  await until('the card of its creation to change', () => created().includes('Deleted since'))
  expect(created()).not.toContain('*Endpoint*')
}, 30_000)

test('in prod a second person of the team has to say yes, never who asked', async () => {
  expect(await deleteByName(bot, BOB, { name: PROD })).toMatchObject({ response_action: 'update' })
  await modal(bot, BOB, 'waits for approval')
  await closeAll(bot, BOB)
  await card(bot, /Delete payments-prod-sessions[^]*wait(ing|s) for approval/i)
  await approve(bot, BOB)
  await heard(bot, BOB, 'somebody else has to approve it')
  await approve(bot, CAROL)
  await heard(bot, CAROL, 'not among the approvers')
  expect(removals().filter(({ name }) => name === PROD)).toEqual([])
})

test('then the final snapshot is taken and verified before the group is touched, and stays', async () => {
  await approve(bot, EVE)
  await heard(bot, EVE, /you approved/i)
  const during = await card(bot, /final snapshot · /)
  expect(during).toMatch(/🔄 final snapshot[^]*▫️ replication group/)
  const words = await card(bot, '*Deleted*')
  const [snapshot] = named(PROD)
  expect(named(PROD)).toHaveLength(1)
  expect(snapshot).toMatchObject({ kind: 'elasticache-snapshot', status: 'available' })
  expect(words).toContain(`📦 kept: final snapshot \`${snapshot?.name}\``)
  await told(bot, `Its final snapshot \`${snapshot?.name}\` is kept`)
  const ordered = bot.aws
    .journal()
    .filter(({ operation, name }) => name !== null && /Snapshot|DeleteRep/.test(operation))
  const taken = ordered.findIndex(({ operation }) => operation === 'CreateSnapshot')
  const seen = ordered.findIndex(({ operation }, index) => operation === 'DescribeSnapshots' && index > taken)
  const removed = ordered.findIndex(
    ({ operation, name }) => operation === 'DeleteReplicationGroup' && name === PROD,
  )
  expect([taken, seen, removed].toSorted((a, b) => a - b)).toEqual([taken, seen, removed])
  expect(taken).toBeGreaterThanOrEqual(0)
  expect(ordered[removed]!.at - ordered[taken]!.at).toBeGreaterThanOrEqual(20_000)
  expect(wordsOf(newestCard(bot))).toContain(`approved by <@${EVE}>`)
}, 40_000)
