import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastEditionFact } from '../../../../src/domain/cost/digest-facts.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createPostCostEditions } from '../../../../src/operations/post-cost-editions.ts'
import { createCostEditionsDue } from '../../../../src/queries/cost-editions-due.ts'
import { givenCatalogue } from '../../../harness/given.ts'
import { COST_POLICY } from '../../../harness/no-cost.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const HOUR = 3_600_000
const MIDNIGHT = Date.parse('2026-11-21T00:00:00Z')
const kr = {
  id: 'opencost:kr',
  kind: 'opencost',
  place: 'kr',
  cluster: 'kr',
  unit: 'hour',
  prices: 'list',
} as const

async function told(at: number): Promise<void> {
  const imported = { state: 'complete', coveredMs: HOUR, lengthMs: HOUR, isEstimated: false } as const
  const period = { unit: 'hour', at } as const
  await opened.store.transaction((tx) =>
    tx.costs.replace({ ...imported, sourceId: kr.id, period, readAt: at + HOUR }, []),
  )
}

test('an edition right after midnight waits for the last hour of the day, however long the bot runs', async () => {
  const { store } = opened
  await store.transaction((tx) => tx.facts.set(lastEditionFact('daily'), '2026-11-19'))
  for (let hour = 24; hour > 1; hour--) await told(MIDNIGHT - hour * HOUR)
  const costPolicy = { ...COST_POLICY, daily: { atMinute: 0 } }
  const due = createCostEditionsDue({ store, catalogue: givenCatalogue(), costPolicy, costSources: [kr] })
  await due(MIDNIGHT - 30 * 24 * HOUR)
  expect(await due(MIDNIGHT)).toMatchObject({ wait: true, editions: [] })
  await told(MIDNIGHT - HOUR)
  expect(await due(MIDNIGHT + 130_000)).toMatchObject({ wait: false, editions: [{ day: '2026-11-20' }] })
})

test('a clock that was a year ahead does not silence the editions for a year', async () => {
  const { store } = opened
  await store.transaction((tx) => tx.facts.set(lastEditionFact('daily'), '2027-11-19'))
  const costPolicy = { ...COST_POLICY, daily: { atMinute: 540 } }
  const due = createCostEditionsDue({ store, catalogue: givenCatalogue(), costPolicy, costSources: [kr] })
  const now = () => MIDNIGHT + 12 * HOUR
  await due(now() - HOUR)
  const [edition] = (await due(now())).editions
  expect(edition).toMatchObject({ edition: 'daily', day: '2026-11-20' })
  const post = createPostCostEditions({ store, now, newId: createNewId(now) })
  const actor = { kind: 'system', job: 'test' } as const
  expect(await post({ actor, input: edition })).toMatchObject({ value: { outcome: 'posted' } })
  expect((await due(now())).editions).toEqual([])
})
