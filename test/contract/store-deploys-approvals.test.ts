import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { AWKWARD, sampleApproval } from './store-deploys-samples.ts'

const vote = (userId: string, at = 1) => ({ userId, at, planHash: `hash of ${userId}` })

describe.each(DATABASES)('approvals in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (change: Partial<Approval> = {}) =>
    store.transaction((tx) => tx.approvals.insert(sampleApproval(change)))
  const update = (change: Partial<Approval>) =>
    store.transaction((tx) => tx.approvals.update(sampleApproval(change)))
  const get = (id = 'approval-1') => store.read((q) => q.approvals.get(id))

  test('an approval comes back as it was stored, with its votes in order', async () => {
    const decided = { by: null, at: 8, reason: AWKWARD }
    const whole = { state: 'expired' as const, decided, authorId: 'U0BOB', votes: [vote('U2'), vote('U1')] }
    await insert(whole)
    expect(await get()).toEqual(sampleApproval(whole))
    expect(await get('none')).toBeNull()
    await expect(insert(whole)).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one waits per deploy and wave; every one that was asked for is kept, oldest first', async () => {
    await insert({ id: 'z' })
    await expect(insert({ id: 'second' })).rejects.toBeInstanceOf(UniqueViolation)
    await insert({ id: 'other-wave', wave: 1 })
    await insert({ id: 'other-deploy', subjectId: 'deploy-2' })
    expect(await update({ id: 'z', state: 'withdrawn', version: 1 })).toBe(true)
    await insert({ id: 'a' })
    const ids = (approvals: Approval[]) => approvals.map(({ id }) => id)
    await store.read(async (q) => {
      expect(ids(await q.approvals.of('deploy-1'))).toEqual(['z', 'other-wave', 'a'])
      expect(ids(await q.approvals.waiting())).toEqual(['other-wave', 'other-deploy', 'a'])
      expect(await q.approvals.of('none')).toEqual([])
    })
  })

  test('votes are added one by one, thrown away together, and given anew', async () => {
    await insert({})
    await insert({ id: 'bystander', wave: 1, votes: [vote('U1', 7)] })
    const steps = [[vote('U1')], [vote('U1'), vote('U2', 2)], [], [vote('U2', 5)]]
    for (const [index, votes] of steps.entries()) {
      expect(await update({ votes, version: index + 1 })).toBe(true)
      expect((await get())?.votes).toEqual(votes)
    }
    expect(await store.read((q) => q.approvals.waiting())).toEqual([
      sampleApproval({ votes: [vote('U2', 5)], version: 4 }),
      sampleApproval({ id: 'bystander', wave: 1, votes: [vote('U1', 7)] }),
    ])
  })

  test('a second vote of one person undoes the whole transaction', async () => {
    await insert({ votes: [vote('U1')] })
    const twice = update({ votes: [vote('U1'), vote('U1', 2)], version: 1, state: 'approved' })
    await expect(twice).rejects.toBeInstanceOf(UniqueViolation)
    expect(await get()).toEqual(sampleApproval({ votes: [vote('U1')] }))
  })

  test('a change counts only on the version before it, votes included', async () => {
    await insert({ votes: [vote('U1')] })
    expect(await update({ votes: [vote('U2')], version: 2 })).toBe(false)
    expect(await update({ votes: [vote('U2')], version: 0 })).toBe(false)
    expect(await update({ id: 'none', version: 1 })).toBe(false)
    expect(await get()).toEqual(sampleApproval({ votes: [vote('U1')] }))
  })
})
