import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeployRecord } from '../../src/domain/deploys/deploy-record.ts'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { SAMPLE_RELEASE, sampleDeploy } from './store-deploys-samples.ts'

describe.each(DATABASES)('deploys in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (...changes: Partial<DeployRecord>[]) =>
    store.transaction(async (tx) => {
      for (const change of changes) await tx.deploys.insert(sampleDeploy(change))
    })
  const update = (record: DeployRecord, was: number) =>
    store.transaction((tx) => tx.deploys.update(record, was))
  const ids = (records: { id: string }[]) => records.map(({ id }) => id)

  test('a deploy comes back as it was stored, and its id is its own', async () => {
    await insert({})
    expect(await store.read((q) => q.deploys.get('deploy-1'))).toEqual(sampleDeploy())
    expect(await store.read((q) => q.deploys.get('none'))).toBeNull()
    await expect(insert({})).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('a change counts only on the version that was read, and only with a greater one', async () => {
    await insert({})
    const changed = sampleDeploy({ state: 'succeeded', finishedAt: 9_000, heldBack: null, version: 2 })
    expect(await update(changed, 1)).toBe(false)
    expect(await update(sampleDeploy({ reason: 'same version' }), 0)).toBe(false)
    expect(await update(sampleDeploy({ id: 'none', version: 1 }), 0)).toBe(false)
    expect(await update(changed, 0)).toBe(true)
    expect(await update({ ...changed, reason: 'late', version: 3 }, 0)).toBe(false)
    expect(await store.read((q) => q.deploys.get('deploy-1'))).toEqual(changed)
  })

  test('those that are over leave the open ones, and a success that is undone leaves the successes', async () => {
    const running = sampleDeploy({ state: 'running' })
    await insert(running)
    const open = () => store.read((q) => q.deploys.open({}))
    const succeeded = () => store.read((q) => q.deploys.succeeded(running, 5))
    expect([ids(await open()), ids(await succeeded())]).toEqual([['deploy-1'], []])
    const done = { ...running, state: 'succeeded' as const, finishedAt: 8, version: 1 }
    await update(done, 0)
    expect([await open(), await succeeded()]).toEqual([[], [done]])
    await update({ ...done, state: 'rolled-back', version: 2 }, 1)
    expect([await open(), await succeeded()]).toEqual([[], []])
    expect(await store.read((q) => q.deploys.successesOf(running, running.release))).toEqual([])
  })

  test('open: oldest first, of one time in order of their ids', async () => {
    await insert({ id: 'c', createdAt: 1 }, { id: 'b', createdAt: 2 }, { id: 'a', createdAt: 2 })
    expect(ids(await store.read((q) => q.deploys.open({})))).toEqual(['c', 'a', 'b'])
    expect(await store.read((q) => q.deploys.open({ projects: [] }))).toEqual([])
    expect(await store.read((q) => q.deploys.recent({ projects: [] }, 5))).toEqual([])
  })

  test('recent: a project named twice tells nothing twice', async () => {
    await insert({ id: 'a', createdAt: 1 }, { id: 'b', project: 'search', createdAt: 2 })
    const projects = ['payments', 'search', 'payments']
    expect(ids(await store.read((q) => q.deploys.recent({ projects }, 5)))).toEqual(['b', 'a'])
  })

  test('successes of a digest or of a commit, in every environment, each once', async () => {
    const over = { state: 'succeeded' as const }
    const release = (digest: string, commit: string | null) => ({ ...SAMPLE_RELEASE, digest, commit })
    await insert(
      { ...over, id: 'both', environment: 'alpha', release: release('d1', 'c1'), finishedAt: 1 },
      { ...over, id: 'digest', environment: 'beta', release: release('d1', null), finishedAt: 3 },
      { ...over, id: 'commit', environment: 'gamma', release: release('d2', 'c1'), finishedAt: 2 },
      { ...over, id: 'neither', release: release('d2', null), finishedAt: 4 },
      { ...over, id: 'elsewhere', service: 'cart', release: release('d1', 'c1'), finishedAt: 5 },
      { state: 'failed', id: 'failed', release: release('d1', 'c1'), finishedAt: 6 },
    )
    const place = { project: 'payments', service: 'checkout' }
    const successesOf = (digest: string, commit: string | null) =>
      store.read((q) => q.deploys.successesOf(place, { digest, commit }))
    const alpha = { environment: 'alpha', digest: 'd1', commit: 'c1', at: 1 }
    const beta = { environment: 'beta', digest: 'd1', commit: null, at: 3 }
    const gamma = { environment: 'gamma', digest: 'd2', commit: 'c1', at: 2 }
    expect(await successesOf('d1', 'c1')).toEqual([beta, gamma, alpha])
    expect(await successesOf('d1', null)).toEqual([beta, alpha])
    expect(await successesOf('none', null)).toEqual([])
  })

  test('a reader stays on its snapshot while a deploy goes on', async () => {
    await insert({})
    const seen = await store.read(async (q) => {
      const before = await q.deploys.get('deploy-1')
      const rival = await database.rival((tx) => tx.deploys.update(sampleDeploy({ version: 1 }), 0))
      rival.commit()
      return [before?.version, (await q.deploys.get('deploy-1'))?.version, ids(await q.deploys.open({}))]
    })
    expect(seen).toEqual([0, 0, ['deploy-1']])
    expect(await store.read((q) => q.deploys.get('deploy-1'))).toMatchObject({ version: 1 })
  })
})
