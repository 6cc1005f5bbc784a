import { afterEach, beforeEach, expect, test } from 'vitest'
import { targetKey } from '../../../../src/domain/deploys/deploy-record.ts'
import { openLock, type Lock } from '../../../../src/domain/deploys/lock.ts'
import { createListLocks } from '../../../../src/queries/list-locks.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { anEnvironment, aPolicy } from '../../deploys/a-policy.ts'
import { bob, deps, guest, held, wish } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const list = (over: Partial<typeof deps> = {}, actor = bob) =>
  createListLocks({ ...deps, ...over, store: opened.store })({ actor })
const place = { project: 'payments', service: 'check/out', environment: 'prod' }
const save = (region: string, over: Partial<Lock>) =>
  opened.store.transaction((tx) =>
    tx.locks.save(targetKey({ ...place, region }), { ...openLock(), version: 1, ...over }, 0),
  )
const closed = (over: Partial<NonNullable<Lock['closed']>> = {}) => ({
  closed: { by: 'U0BOB', reason: 'migration', since: NINE - 5, expiresAt: null, ...over },
})

test('regions that were closed by one act are one line', async () => {
  await save('us', closed())
  await save('kr', closed())
  await save('eu', closed({ by: 'U0DANA', since: NINE - 9 }))
  const listed = await list()
  expect(listed.ok && listed.value.locks).toEqual([
    { ...place, regions: ['eu'], ...closed({ by: 'U0DANA', since: NINE - 9 }) },
    { ...place, regions: ['kr', 'us'], ...closed() },
  ])
})

test('neither what a deploy holds nor what is over counts as locked', async () => {
  await save('kr', { holder: held(wish('r1')), fence: 1 })
  await save('us', closed({ expiresAt: NINE }))
  expect(await list()).toEqual({ ok: true, value: { locks: [], freezes: [], windows: [] } })
})

test('freezes by people and windows of now', async () => {
  const freeze = { id: 'f1', project: null, environment: 'prod', reason: 'sale', by: 'U0BOB', since: NINE }
  await opened.store.transaction((tx) => tx.freezes.insert({ ...freeze, until: null, lifted: null }))
  const day = { kind: 'dated', timeZone: 'UTC', reason: 'party' } as const
  const window = { ...day, from: '2026-11-21T00:00', to: '2026-11-22T00:00' }
  const deployPolicy = aPolicy({ environments: [anEnvironment({ freezes: [window] })] })
  expect(await list({ deployPolicy })).toMatchObject({
    value: {
      freezes: [freeze],
      windows: [{ environment: 'prod', frozen: { reason: 'party', until: Date.UTC(2026, 10, 22) } }],
    },
  })
  expect(await list({}, guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
})
