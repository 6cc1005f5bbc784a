import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { REDIS } from '../harness/resource-config.ts'
import { fill, handIn, planned, shown, submitOf } from '../harness/resource-form-steps.ts'
import { card, cards, closeAll, make, modify, newestCard, pressInDetail } from '../harness/resource-steps.ts'
import { BOB } from '../harness/resource-workspace.ts'
import { modal, modalOf, modalWords, told, typed } from '../harness/slack-steps.ts'

/** In policy, and not among those that AWS would change it to. */
const ODD = { id: 'odd', title: 'Odd', nodeType: 'cache.r5.large' }
const NAME = 'payments-alpha-sessions'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp({ alpha: { redis: { ...REDIS, sizes: [...REDIS.sizes, ODD] } } })
  await make(bot, { environment: 'alpha', name: 'sessions', size: 'cache-large', replicas: '1' })
}, 60_000)
afterAll(() => bot.stop())

const writes = () =>
  bot.aws
    .journal()
    .filter(({ isWrite, isEffective }) => isWrite && isEffective)
    .map(({ operation }) => operation)
const summary = () =>
  bot.aws.inventory().find(({ kind }) => kind === 'elasticache-replication-group')?.summary ?? ''

test('Modify shows what it has, and only the node types that AWS would change it to', async () => {
  await pressInDetail(bot, BOB, { name: NAME, actionId: ACTION.modifyResource })
  await modal(bot, BOB, 'is like that already')
  const words = modalWords(bot, BOB)
  expect(words).toContain('Name: *sessions* (cannot be changed later)')
  expect(words).toContain('Engine: *Valkey 8.0* (cannot be changed later)')
  expect(words).toContain('cache.t4g.small')
  expect(words).not.toContain(ODD.nodeType)
  await fill(bot, BOB, { replicas: '3' })
  await planned(bot, BOB, { replicas: '3' })
  expect(modalWords(bot, BOB)).toMatch(
    /1 replica → \*[^*]*3 replicas\*[^]*\$455\.52 a month\* \(\+\$227\.76\)/,
  )
  await closeAll(bot, BOB)
})

test('more replicas and a smaller node type at once: in the order that AWS accepts, read back, told with the price', async () => {
  const before = writes().length
  await modify(bot, { name: NAME, size: 'session-small', replicas: '2' })
  const words = await card(bot, '*Modified*')
  expect(words).toMatch(/Cache, large → Session store, small · replicas 1 → 2/)
  expect(words).toMatch(/✅ more replicas: 2\n✅ node type: `cache\.t4g\.small`/)
  expect(words).toMatch(/\$82\.34 a month\* \(−\$145\.42\)/)
  await told(bot, new RegExp(`<@${BOB}>[^\\n]*\\*${NAME}\\* is \\*modified\\*`))
  expect(writes().slice(before)).toEqual(['IncreaseReplicaCount', 'ModifyReplicationGroup'])
  expect(summary()).toBe('valkey 8.0.1 · cache.t4g.small × 3')
  const detail = await typed(bot, BOB, { line: `/resource ${NAME}`, says: /In AWS now[^]*003/ })
  expect(detail).toMatch(/🟢 Modify: modified · [^\n]*size Cache, large → Session store, small/)
  expect(detail).toContain('cache.t4g.small · 2 replicas')
}, 40_000)

test('the same once more is nothing to change, and cannot be handed in', async () => {
  await pressInDetail(bot, BOB, { name: NAME, actionId: ACTION.modifyResource })
  await shown(bot, BOB, { size: 'session-small', replicas: '2' })
  expect(submitOf(modalOf(bot, BOB))).toBe('')
  await closeAll(bot, BOB)
})

test('a scale-down that AWS takes back silently is told as undone, and the record is what AWS has', async () => {
  await modify(bot, { name: NAME, size: 'cache-large' })
  await card(bot, '*Modified*')
  bot.aws.faults.set('scale-undone')
  const before = cards(bot).length
  await modify(bot, { name: NAME, size: 'session-small', replicas: '3' })
  const words = await card(bot, '*Not modified*')
  expect(cards(bot)).toHaveLength(before + 1)
  expect(words).toContain('AWS took the change to `cache.t4g.small` back by itself')
  expect(words).toMatch(/has insufficient memory/)
  await told(bot, /\*did not work\*, and is being undone/)
  await told(bot, new RegExp(`<@${BOB}>[^\\n]*is \\*undone\\*: everything is as it was before`))
  expect(writes().slice(-3)).toEqual([
    'IncreaseReplicaCount',
    'ModifyReplicationGroup',
    'DecreaseReplicaCount',
  ])
  expect(summary()).toBe('valkey 8.0.1 · cache.m7g.large × 3')
  const detail = await typed(bot, BOB, { line: `/resource ${NAME}`, says: 'not modified' })
  expect(detail).toContain('🟢 *Ready* · Valkey 8.0 · cache.m7g.large · 2 replicas')
  expect(detail).toContain('$341.64 a month')
  expect(JSON.stringify(newestCard(bot))).toContain('Modify…')
}, 60_000)

test('in prod it waits for approval, with what it costs more', async () => {
  await make(bot, { environment: 'prod', name: 'carts', replicas: '1' })
  await pressInDetail(bot, BOB, { name: 'payments-prod-carts', actionId: ACTION.modifyResource })
  await shown(bot, BOB, { replicas: '1' })
  await fill(bot, BOB, { replicas: '2' })
  expect(submitOf(await planned(bot, BOB, { replicas: '2' }))).toBe('Ask for approval')
  await handIn(bot, BOB)
  expect(await card(bot, /Modify payments[^]*wait(ing|s) for approval/i)).toContain('(+$27.45)')
  const touched = bot.aws.journal().filter(({ name }) => name === 'payments-prod-carts')
  expect(touched.map(({ operation }) => operation)).not.toContain('IncreaseReplicaCount')
}, 60_000)
