import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CostRow } from '../../../../src/domain/cost/line.ts'
import type { CostSet } from '../../../../src/domain/cost/source.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createRecordCosts } from '../../../../src/operations/record-costs.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { COST_POLICY } from '../../../harness/no-cost.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const DAY_MS = 86_400_000
const DAY = '2026-11-19'
const START = Date.parse(DAY)
const BILL = {
  id: 'cost-explorer:main',
  kind: 'cost-explorer' as const,
  place: 'main',
  cluster: null,
  unit: 'day' as const,
  prices: 'billed' as const,
}
const actor = { kind: 'system' as const, job: 'test' }

const row = (project: string, micros: number): CostRow => ({
  role: 'used',
  project,
  service: 'Amazon ElastiCache',
  currency: 'USD',
  micros: { database: micros },
  podMinutes: 0,
})
const day = (rows: CostRow[], coveredMs = DAY_MS): CostSet => ({
  start: START,
  end: START + DAY_MS,
  coveredMs,
  isEstimated: true,
  rows,
})

async function record(sets: CostSet[], isUntagged = false): Promise<number | null> {
  const recordCosts = createRecordCosts({
    store: opened.store,
    now: () => NINE,
    newId: createNewId(() => NINE),
    catalogue: givenCatalogue(),
    costPolicy: COST_POLICY,
    costSources: [BILL],
  })
  const input = { sourceId: BILL.id, sets, readAt: NINE, isUntagged }
  const recorded = await recordCosts({ actor, input })
  return recorded.ok ? recorded.value.replaced : null
}

async function told(): Promise<Record<string, number | undefined>> {
  const range = { unit: 'day', from: DAY, to: '2026-11-20' } as const
  const totals = await opened.store.read((reads) => reads.costs.totals(range))
  return Object.fromEntries(totals.map(({ project, micros }) => [project, micros.database]))
}

test('restated figures replace what was told', async () => {
  await record([day([row('payments', 5), row('', 1)])])
  await record([day([row('payments', 3)])])
  expect(await told()).toEqual({ payments: 3 })
})

test('a source that says less of a period than it said before, or nothing, takes nothing away', async () => {
  await record([day([row('payments', 5)])])
  expect(await record([day([row('payments', 1)], DAY_MS / 2)])).toBe(0)
  expect(await record([day([])])).toBe(0)
  expect(await told()).toEqual({ payments: 5 })
})

test('when its tag is not active any more, what was known with its owners keeps them', async () => {
  await record([day([row('payments', 5), row('', 1)])])
  expect(await record([day([row('', 6)])], true)).toBe(0)
  expect(await told()).toEqual({ payments: 5, '': 1 })
})

test('a bill that never told an owner is taken as it is, and anew with its owners', async () => {
  expect(await record([day([row('', 6)])], true)).toBe(1)
  expect(await record([day([row('', 7)])], true)).toBe(1)
  expect(await told()).toEqual({ '': 7 })
  expect(await record([day([row('payments', 5), row('', 2)])])).toBe(1)
  expect(await told()).toEqual({ payments: 5, '': 2 })
})

test('a source that is not configured is refused', async () => {
  const deps = {
    store: opened.store,
    now: () => NINE,
    newId: createNewId(() => NINE),
    catalogue: givenCatalogue(),
    costPolicy: COST_POLICY,
    costSources: [],
  }
  const input = { sourceId: 'opencost:gone', sets: [], readAt: NINE }
  const refused = await createRecordCosts(deps)({ actor, input })
  expect(refused).toMatchObject({ ok: false, refusal: { reason: 'cost-source-unknown' } })
})
