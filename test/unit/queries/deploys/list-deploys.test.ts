import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createListDeploys,
  DEPLOYS_PER_PAGE,
  type DeployScope,
} from '../../../../src/queries/list-deploys.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aRecord, bob, dana, deps, guest, store } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const list = (scope: DeployScope, { from = 0, actor = bob } = {}) =>
  createListDeploys({ ...deps, store: opened.store })({ actor, input: { scope, from } })
async function listed(scope: DeployScope, asked: { from?: number; actor?: typeof bob } = {}) {
  const answer = await list(scope, asked)
  if (!answer.ok) throw new Error(answer.refusal.reason)
  const { running, recent, more } = answer.value
  return [running.map(({ record }) => record.id), recent.map(({ id }) => id), more]
}

const at = (id: string, minute: number, over: Partial<Parameters<typeof aRecord>[0]> = {}) =>
  aRecord({ id, createdAt: NINE + minute, ...over })
const OVER = { state: 'succeeded', rollouts: { kr: 'succeeded' } } as const

test('what runs, oldest first, then what is over, newest first', async () => {
  await store(
    opened.store,
    [at('d1', 1, OVER)],
    [at('d2', 2, { state: 'running' })],
    [at('d3', 3, OVER)],
    [at('d4', 4)],
  )
  expect(await listed({ kind: 'all' })).toEqual([['d2', 'd4'], ['d3', 'd1'], false])
})

test("mine are those of my team's projects, and what I asked for elsewhere", async () => {
  const byDana = { ...OVER, requesterId: 'U0DANA' }
  await store(
    opened.store,
    [at('d1', 1, { ...byDana, project: 'search' })],
    [at('d2', 2, OVER)],
    [at('d3', 3, byDana)],
    [at('d4', 4, { project: 'search' })],
  )
  expect(await listed({ kind: 'mine' })).toEqual([['d4'], ['d2', 'd1'], false])
  expect(await listed({ kind: 'mine' }, { actor: dana })).toEqual([[], ['d3', 'd2', 'd1'], false])
})

test("one project's, one service's, however it was spelled", async () => {
  await store(opened.store, [at('d1', 1, OVER)], [at('d2', 2, { ...OVER, service: 'ledger' })])
  expect(await listed({ kind: 'project', project: 'Payments' })).toEqual([[], ['d2', 'd1'], false])
  const ledger: DeployScope = { kind: 'project', project: 'payments', service: 'ledger' }
  expect(await listed(ledger)).toEqual([[], ['d2'], false])
  expect(await listed({ kind: 'project', project: 'search' })).toEqual([[], [], false])
})

test('an unknown project is refused, one that left the catalogue is not', async () => {
  await store(opened.store, [at('d1', 1, { ...OVER, project: 'former' })])
  expect(await listed({ kind: 'project', project: 'former' })).toEqual([[], ['d1'], false])
  expect(await list({ kind: 'project', project: 'paymnets' })).toMatchObject({
    refusal: { reason: 'project-unknown', details: { nearest: 'payments' } },
  })
  expect(await list({ kind: 'all' }, { actor: guest })).toMatchObject({
    refusal: { reason: 'not-for-guest' },
  })
})

test('every deploy is on one page', async () => {
  const open = Array.from({ length: 20 }, (_, index) => at(`open${index}`, index))
  const over = Array.from({ length: 13 }, (_, index) => at(`over${index}`, 100 - index, OVER))
  await store(opened.store, ...[...over, ...open].map((record): [typeof record] => [record]))
  const pages = []
  for (const from of [0, DEPLOYS_PER_PAGE, 2 * DEPLOYS_PER_PAGE]) {
    const [running, recent, more] = await listed({ kind: 'all' }, { from })
    pages.push(...[running, recent].flat())
    expect(more).toBe(from < 2 * DEPLOYS_PER_PAGE)
  }
  expect(pages).toEqual([...open, ...over].map(({ id }) => id))
})
