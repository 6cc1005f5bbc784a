import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFindCostScope } from '../../../../src/queries/find-cost-scope.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob } from '../../operations/deploys/rig.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

function find(typed: string) {
  const findScope = createFindCostScope({
    store: opened.store,
    catalogue: givenCatalogue(),
    directory: { groupMembers: async () => [] },
    now: () => NINE,
  })
  return findScope({ actor: bob, input: { typed, channelId: 'C0ANY' } })
}

test('a project that only tags of a cloud name is found as it is written there', async () => {
  const line = { bucket: 'unowned', teamId: null, service: 'Amazon ElastiCache', currency: 'USD' } as const
  const imported = { state: 'complete', coveredMs: 1, lengthMs: 1, isEstimated: false, readAt: NINE } as const
  const period = { unit: 'day', day: '2026-11-20' } as const
  await opened.store.transaction((tx) =>
    tx.costs.replace({ ...imported, sourceId: 'cost-explorer:main', period }, [
      { ...line, project: 'DataLake', micros: { database: 5 }, podMinutes: 0 },
      { ...line, project: 'billing', micros: { database: 5 }, podMinutes: 0 },
    ]),
  )
  const found = { ok: true, value: { kind: 'project', project: 'DataLake' } }
  expect(await find('DataLake')).toEqual(found)
  expect(await find('Project:DataLake')).toEqual(found)
  expect(await find('Billing')).toEqual({ ok: true, value: { kind: 'project', project: 'billing' } })
  expect(await find('nothing-like-it')).toMatchObject({ refusal: { reason: 'cost-scope-unknown' } })
})
