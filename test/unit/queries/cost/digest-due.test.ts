import { afterEach, beforeEach, expect, test } from 'vitest'
import { LAST_COST_HOUR, SOURCES_TOLD } from '../../../../src/domain/cost/digest-facts.ts'
import type { CostSourceInfo } from '../../../../src/domain/cost/source.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createPostCostDigests } from '../../../../src/operations/post-cost-digests.ts'
import { createCostDigestDue, FIGURES_PATIENCE_MS } from '../../../../src/queries/cost-digest-due.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { COST_POLICY } from '../../../harness/no-cost.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const HOUR = 3_600_000
const info = (cluster: string): CostSourceInfo => ({
  id: `opencost:${cluster}`,
  kind: 'opencost',
  place: cluster,
  cluster,
  unit: 'hour',
  prices: 'list',
})

async function dueWith(sources: CostSourceInfo[], told: string[], last = NINE - HOUR) {
  const { store } = opened
  await store.transaction(async (tx) => {
    await tx.facts.set(LAST_COST_HOUR, new Date(last).toISOString())
    await tx.facts.set(SOURCES_TOLD, JSON.stringify(told))
  })
  const deps = {
    store,
    catalogue: givenCatalogue({ companyChannel: 'C0ALL' }),
    costPolicy: COST_POLICY,
    costSources: sources,
  }
  const due = createCostDigestDue(deps)
  const now = NINE + COST_POLICY.digest.afterMs
  await due(now)
  return due(now + FIGURES_PATIENCE_MS)
}

test('a source that was down and then taken out of the configuration is not told as back', async () => {
  const answer = await dueWith([info('prod-kr')], ['opencost:prod-kr', 'opencost:prod-eu'])
  expect(answer).toMatchObject({ due: true, wait: false, down: ['opencost:prod-kr'], snapshots: [] })
})

test('hours of which no source has told for a week are unknown, and nothing is told as 0', async () => {
  const { snapshots } = await dueWith([info('prod-kr')], [])
  expect(snapshots[0]).toMatchObject({
    changed: [{ sourceId: 'opencost:prod-kr', now: 'down' }],
    figures: [{ hour: { micros: 0, beforeMicros: null, hours: { known: 0, of: 1 } } }],
  })
})

test('a clock that was a month ahead does not silence the digests for a month, nor tell an hour twice', async () => {
  const { store } = opened
  const now = () => NINE + 600_000
  const post = createPostCostDigests({ store, now, newId: createNewId(now) })
  const tell = async () => {
    const { hour, due, isFirstStart, snapshots, down } = await dueWith(
      [info('prod-kr')],
      [],
      NINE + 30 * 24 * HOUR,
    )
    expect(due).toBe(true)
    const input = { hour, isFirstStart, snapshots, down }
    return post({ actor: { kind: 'system', job: 'test' }, input })
  }
  const notices = () => store.read((reads) => reads.notices.unfinished())
  expect(await tell()).toMatchObject({ value: { outcome: 'posted' } })
  expect(await notices()).toHaveLength(1)
  expect(await store.read((reads) => reads.facts.get(LAST_COST_HOUR))).toBe(new Date(NINE).toISOString())
  await tell()
  expect(await notices()).toHaveLength(1)
})
