import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { fill, fillNew, handIn, planned, submitOf } from '../harness/resource-form-steps.ts'
import { ask, card, cards, closeAll, make } from '../harness/resource-steps.ts'
import { BOB, EVE } from '../harness/resource-workspace.ts'
import { modal, modalOf, modalWords, told } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

let bot: ResourceApp
beforeAll(async () => {
  const projects = ['payments', 'default'].map((namespace) => ({ namespace, team: 'payments', services: [] }))
  bot = await startResourceApp({ config: { projects } })
})
afterEach(async () => {
  await closeAll(bot, BOB)
  await closeAll(bot, EVE)
})
afterAll(() => bot.stop())

test.each([
  [
    'reserved by AWS',
    { project: 'default', name: 'sessions' },
    '`default-alpha-sessions` would begin with `default`',
  ],
  [
    'too long',
    { name: 'sessions-of-the-whole-shop-2026' },
    'would be 6 characters too long: AWS takes 40 in all',
  ],
  ['with a space', { name: 'my sessions' }, 'A name has small letters, digits and single hyphens only'],
  ['with two hyphens', { name: 'my--sessions' }, 'two hyphens in a row or one at its end'],
])(
  'a name that is %s is told while it is typed, and beside the field when it is handed in',
  async (_what, wish, words) => {
    await fillNew(bot, BOB, { environment: 'alpha', ...wish })
    await modal(bot, BOB, words)
    const handed = await bot.slack.as(BOB).submit(modalOf(bot, BOB)!.id, {})
    expect(handed).toMatchObject({ response_action: 'errors' })
    expect(JSON.stringify(handed)).toContain(words.replaceAll('`', ''))
    expect(cards(bot)).toEqual([])
    expect(bot.aws.inventory()).toEqual([])
  },
)

test('a name that somebody else has in AWS: stopped and said, theirs is not touched, ours is removed again', async () => {
  const theirs = 'payments-alpha-sessions'
  bot.aws.addForeign('elasticache-replication-group', theirs)
  const before = bot.aws.inventory().filter(({ name }) => name.startsWith(theirs))
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  const words = await card(bot, /🔴 \*Not created\*/)
  expect(words).toMatch(/⛔ not ours, not touched: replication group/)
  expect(words).toContain('`payments-alpha-sessions`')
  await told(bot, /\*did not work\*/)
  await told(bot, /<@U0BOB>[^\n]*is \*undone\*: everything that was made of it is removed/)
  await told(bot, /\*undone\*: everything that was made of it is removed/)
  expect(bot.aws.inventory()).toEqual(before)
  const touched = bot.aws
    .journal()
    .filter(({ operation, name }) => name === theirs && operation.endsWith('ReplicationGroup'))
  expect(touched.filter(({ isWrite }) => isWrite)).toEqual([])
  bot.aws.removeByHand('elasticache-replication-group', theirs)
}, 40_000)

test('a name of ours that is taken is told in the form, with who has it', async () => {
  await make(bot, { environment: 'alpha', name: 'taken' })
  await fillNew(bot, EVE, { environment: 'alpha', name: 'taken' })
  await modal(
    bot,
    EVE,
    /`payments-alpha-taken` is taken already[^\n]*<@U0BOB> asked for it\. Choose another name/,
  )
  await fill(bot, EVE, { name: 'free' })
  await planned(bot, EVE, { name: 'free' })
  expect(modalWords(bot, EVE)).not.toContain('taken already')
}, 40_000)

test('of two who hand in the same name at the same moment one gets it, and the other is told who', async () => {
  for (const who of [BOB, EVE]) {
    await fillNew(bot, who, { environment: 'alpha', name: 'both' })
    await planned(bot, who, { name: 'both' })
  }
  const before = cards(bot).length
  await Promise.all([handIn(bot, BOB), handIn(bot, EVE)])
  await card(bot, /Create payments-alpha-both[^]*\*Ready\*/)
  const got = (who: string) => modalWords(bot, who).includes('Create payments-alpha-both* starts')
  expect([BOB, EVE].filter(got)).toHaveLength(1)
  const [winner, loser] = got(BOB) ? [BOB, EVE] : [EVE, BOB]
  expect(modalWords(bot, loser)).toContain('`payments-alpha-both` is taken already by project `payments`')
  expect(modalWords(bot, loser)).toContain(`<@${winner}> asked for it`)
  expect(submitOf(modalOf(bot, loser))).not.toBe('Create')
  expect(cards(bot)).toHaveLength(before + 1)
}, 40_000)

test('the same form handed in twice makes one, and both answers point to its card', async () => {
  await fillNew(bot, BOB, { environment: 'alpha', name: 'twice' })
  const { id } = await planned(bot, BOB, { name: 'twice' })
  const before = cards(bot).length
  const twice = [0, 1].map(() => bot.slack.as(BOB).submit(id, {}))
  for (const answer of await Promise.all(twice)) expect(answer).toMatchObject({ response_action: 'update' })
  await modal(bot, BOB, /Create payments-alpha-twice[^]*Its card stands in/)
  await card(bot, /Create payments-alpha-twice[^]*\*Ready\*/)
  expect(cards(bot)).toHaveLength(before + 1)
  const made = bot.aws
    .journal()
    .filter(
      ({ operation, name }) => operation === 'CreateReplicationGroup' && name === 'payments-alpha-twice',
    )
  expect(made).toHaveLength(1)
  await until(
    'nothing to be open',
    async () => (await bot.app.store.read((reads) => reads.changes.open())).length === 0,
  )
}, 40_000)
