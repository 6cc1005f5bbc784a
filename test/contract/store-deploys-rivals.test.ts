import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UniqueViolation, type Records, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { raceIn } from '../harness/race.ts'
import * as sample from './store-deploys-samples.ts'

const KEY = 'payments/checkout/prod/eu'
const vote = (userId: string) => ({ userId, at: 1, planHash: 'hash-1' })

describe.each(DATABASES)('two connections racing for a deploy on $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const race = <T>(theirs: (tx: Records) => Promise<unknown>, ours: (tx: Records) => Promise<T>) =>
    raceIn({ database, store }, theirs, ours)
  const raceOf = (insert: (tx: Records) => Promise<unknown>) => race(insert, insert)

  test('a build is the first once, and its service is noted once', async () => {
    const insert = (tx: Records) => tx.builds.insert(sample.sampleBuild())
    expect(await race(insert, insert)).toBe('repeat')
    const second = (digest: string) => (tx: Records) =>
      tx.builds.insert(sample.sampleBuild({ service: 'cart', digest }))
    expect(await race(second('d1'), second('d2'))).toBe('first')
    expect(await store.read((q) => q.builds.services())).toHaveLength(2)
  })

  test('one row per id of deploys, rollouts, freezes and drafts', async () => {
    await expect(raceOf((tx) => tx.deploys.insert(sample.sampleDeploy()))).rejects.toBeInstanceOf(
      UniqueViolation,
    )
    await expect(raceOf((tx) => tx.rollouts.insertMany([sample.sampleRollout()]))).rejects.toBeInstanceOf(
      UniqueViolation,
    )
    await expect(raceOf((tx) => tx.freezes.insert(sample.sampleFreeze()))).rejects.toBeInstanceOf(
      UniqueViolation,
    )
    await expect(raceOf((tx) => tx.drafts.insert(sample.sampleDraft()))).rejects.toBeInstanceOf(
      UniqueViolation,
    )
  })

  test('one approval waits per deploy and wave, and one has an id', async () => {
    await expect(
      race(
        (tx) => tx.approvals.insert(sample.sampleApproval()),
        (tx) => tx.approvals.insert(sample.sampleApproval({ id: 'approval-2' })),
      ),
    ).rejects.toBeInstanceOf(UniqueViolation)
    const approved = sample.sampleApproval({ id: 'approval-3', state: 'approved' })
    await expect(raceOf((tx) => tx.approvals.insert(approved))).rejects.toBeInstanceOf(UniqueViolation)
    expect(await store.read((q) => q.approvals.of('deploy-1'))).toHaveLength(2)
  })

  test('of two approvers who both saw no vote, one is told to read again', async () => {
    await store.transaction((tx) => tx.approvals.insert(sample.sampleApproval()))
    const voted = (userId: string) => (tx: Records) =>
      tx.approvals.update(sample.sampleApproval({ votes: [vote(userId)], version: 1 }))
    expect(await race(voted('U1'), voted('U2'))).toBe(false)
    expect((await store.read((q) => q.approvals.get('approval-1')))?.votes).toEqual([vote('U1')])
  })

  test('compare-and-set of a deploy and of a rollout: the second writer is told', async () => {
    await store.transaction(async (tx) => {
      await tx.deploys.insert(sample.sampleDeploy())
      await tx.rollouts.insertMany([sample.sampleRollout()])
    })
    const change = (reason: string) => async (tx: Records) => [
      await tx.deploys.update(sample.sampleDeploy({ version: 1, reason }), 0),
      await tx.rollouts.update(sample.sampleRollout({ version: 1, cluster: reason })),
    ]
    expect(await race(change('theirs'), change('ours'))).toEqual([false, false])
    expect(await store.read((q) => q.deploys.get('deploy-1'))).toMatchObject({ reason: 'theirs' })
    expect(await store.read((q) => q.rollouts.get('rollout-1'))).toMatchObject({ cluster: 'theirs' })
  })

  test('the first wish for a lock, and every later one, is held by one', async () => {
    const take = (fence: number, was: number) => (tx: Records) =>
      tx.locks.save(KEY, sample.sampleLock({ fence, version: was + 1 }), was)
    expect(await race(take(1, 0), take(2, 0))).toBe(false)
    expect(await race(take(3, 1), take(4, 1))).toBe(false)
    expect(await store.read((q) => q.locks.get(KEY))).toMatchObject({ fence: 3, version: 2 })
  })

  test('a freeze is lifted once, a duration noted once', async () => {
    await store.transaction((tx) => tx.freezes.insert(sample.sampleFreeze()))
    const lift = (tx: Records) => tx.freezes.lift('freeze-1', 'U1', 5)
    expect(await race(lift, lift)).toBe(false)
    const note = (durationMs: number) => (tx: Records) =>
      tx.rollouts.noteDuration(sample.sampleRollout(), { durationMs, replicas: 1, finishedAt: 1 })
    await race(note(1), note(2))
    const durations = await store.read((q) => q.rollouts.durations(sample.sampleRollout()))
    expect(durations).toEqual([{ durationMs: 1, replicas: 1, finishedAt: 1 }])
  })

  test('an audit entry is sealed once', async () => {
    const actor = { kind: 'system' as const, job: 'j' }
    const entry = { at: 1, actor, operation: 'o', subject: 's', outcome: 'done', details: {}, isKept: true }
    await store.transaction((tx) => tx.audit.append(entry))
    const id = (await store.read((q) => q.audit.keptAfter(0, 1)))[0]?.id ?? 0
    const seal = (text: string) => (tx: Records) => tx.audit.seal([{ id, seal: text }])
    await expect(race(seal('theirs'), seal('ours'))).rejects.toThrow(/append-only/)
    expect(await store.read((q) => q.audit.lastSeal())).toEqual({ id, seal: 'theirs' })
  })
})
