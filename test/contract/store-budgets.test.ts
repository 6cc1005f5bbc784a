import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UniqueViolation, type Records, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { raceIn } from '../harness/race.ts'
import { sampleBudget, sampleBudgetRequest } from './store-cost-samples.ts'

describe.each(DATABASES)('budgets in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const race = <T>(theirs: (tx: Records) => Promise<unknown>, ours: (tx: Records) => Promise<T>) =>
    raceIn({ database, store }, theirs, ours)
  const save = (change: Parameters<typeof sampleBudget>[0] = {}) =>
    store.transaction((tx) => tx.budgets.save(sampleBudget(change)))
  const remove = (version: number) => store.transaction((tx) => tx.budgets.remove('team:team-pay', version))
  const get = (id = 'team:team-pay') => store.read((q) => q.budgets.get(id))

  test('a budget comes back as it was saved, and counts only on the version before it', async () => {
    const project = { kind: 'project', project: '__proto__' } as const
    expect(await save({ version: 1 })).toBe(false)
    expect(await save()).toBe(true)
    expect(await save({ monthlyMicros: 1 })).toBe(false)
    expect(await save({ id: 'project:__proto__', scope: project })).toBe(true)
    expect(await get()).toEqual(sampleBudget())
    expect(await save({ version: 2 })).toBe(false)
    expect(await save({ version: 1, monthlyMicros: 7 })).toBe(true)
    const all = await store.read((q) => q.budgets.all())
    expect(all.map(({ id, monthlyMicros }) => [id, monthlyMicros])).toEqual([
      ['project:__proto__', 5_000_000_000],
      ['team:team-pay', 7],
    ])
    expect(await get('team:none')).toBeNull()
  })

  test('a budget is removed in the version that was seen, and may be set anew', async () => {
    await save()
    expect(await remove(1)).toBe(false)
    expect(await remove(0)).toBe(true)
    expect(await remove(0)).toBe(false)
    expect(await get()).toBeNull()
    expect(await save({ version: 1 })).toBe(false)
    expect(await save()).toBe(true)
  })

  test('of two that set a budget at once the second is told', async () => {
    const set = (version: number, setBy: string) => (tx: Records) =>
      tx.budgets.save(sampleBudget({ version, setBy }))
    expect(await race(set(0, 'theirs'), set(0, 'ours'))).toBe(false)
    expect(await race(set(1, 'theirs again'), set(1, 'ours'))).toBe(false)
    expect(await get()).toMatchObject({ setBy: 'theirs again', version: 1 })
    expect(await race((tx) => tx.budgets.remove('team:team-pay', 1), set(2, 'ours'))).toBe(false)
    expect(await get()).toBeNull()
  })

  test('requests that wait are told oldest first, of all or of a budget', async () => {
    const requests = [
      sampleBudgetRequest({ id: 'young', budgetId: 'project:a', createdAt: 9 }),
      sampleBudgetRequest({ id: 'old', createdAt: 1, fromMicros: 5 }),
      sampleBudgetRequest({
        id: 'over',
        state: 'rejected',
        decided: { by: 'U1', at: 3, reason: null },
      }),
    ]
    await store.transaction(async (tx) => {
      for (const request of requests) await tx.budgetRequests.insert(request)
    })
    await store.read(async (q) => {
      expect(await q.budgetRequests.waiting()).toEqual([requests[1], requests[0]])
      expect(await q.budgetRequests.waiting('project:a')).toEqual([requests[0]])
      expect(await q.budgetRequests.waiting('project:b')).toEqual([])
      expect(await q.budgetRequests.get('over')).toEqual(requests[2])
      expect(await q.budgetRequests.get('none')).toBeNull()
    })
  })

  test('one request of a budget waits; the next may once that is over', async () => {
    const ask = (id: string) => (tx: Records) => tx.budgetRequests.insert(sampleBudgetRequest({ id }))
    await expect(race(ask('theirs'), ask('ours'))).rejects.toBeInstanceOf(UniqueViolation)
    const over = sampleBudgetRequest({ id: 'theirs', state: 'withdrawn', version: 1 })
    expect(await store.transaction((tx) => tx.budgetRequests.update(over))).toBe(true)
    await store.transaction(ask('ours'))
    const waiting = await store.read((q) => q.budgetRequests.waiting())
    expect(waiting.map(({ id }) => id)).toEqual(['ours'])
  })

  test('of two that decide a request at once the second is told', async () => {
    await store.transaction((tx) => tx.budgetRequests.insert(sampleBudgetRequest()))
    const decide = (state: 'approved' | 'withdrawn') => (tx: Records) =>
      tx.budgetRequests.update(sampleBudgetRequest({ state, version: 1 }))
    expect(await race(decide('approved'), decide('withdrawn'))).toBe(false)
    expect(await store.read((q) => q.budgetRequests.get('request-1'))).toMatchObject({ state: 'approved' })
  })
})
