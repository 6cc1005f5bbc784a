import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { AWKWARD, sampleRollout } from './store-deploys-samples.ts'

describe.each(DATABASES)('rollouts in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  test('they come back as they were stored, wave by wave in the order given', async () => {
    const rollouts = [
      sampleRollout({ id: 'z', wave: 0 }),
      sampleRollout({ id: 'a', wave: 0, fence: null, startedAt: null, trouble: null, workloads: [] }),
      sampleRollout({ id: 'm', wave: 1 }),
    ]
    const [first, second, third] = rollouts
    const other = sampleRollout({ id: 'other', deployId: 'deploy-2' })
    await store.transaction((tx) => tx.rollouts.insertMany([...rollouts, other]))
    await store.read(async (q) => {
      expect(await q.rollouts.ofDeploy('deploy-1')).toEqual([first, second, third])
      expect(await q.rollouts.ofDeploy('none')).toEqual([])
      expect(await q.rollouts.get('a')).toEqual(second)
      expect(await q.rollouts.get('none')).toBeNull()
    })
    const again = store.transaction((tx) => tx.rollouts.insertMany([sampleRollout({ id: 'a' })]))
    await expect(again).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('a change counts only on the version before it', async () => {
    await store.transaction((tx) => tx.rollouts.insertMany([sampleRollout()]))
    const update = (version: number, id = 'rollout-1') =>
      store.transaction((tx) => tx.rollouts.update(sampleRollout({ id, version, finishedAt: version })))
    expect([await update(2), await update(1, 'none'), await update(1), await update(1)]).toEqual([
      false,
      false,
      true,
      false,
    ])
    expect(await store.read((q) => q.rollouts.get('rollout-1'))).toEqual(
      sampleRollout({ version: 1, finishedAt: 1 }),
    )
  })

  test('how long successes took: once per rollout, the newest hundred of one target', async () => {
    const target = sampleRollout({ service: AWKWARD.replace('\ud83d ', '') })
    const note = (id: string, finishedAt: number, region = 'eu') =>
      store.transaction((tx) =>
        tx.rollouts.noteDuration(
          { ...target, id, region },
          { durationMs: finishedAt * 10, replicas: 3, finishedAt },
        ),
      )
    await note('a', 5)
    await note('a', 99)
    await note('b', 7)
    await note('elsewhere', 8, 'us')
    const durations = () => store.read((q) => q.rollouts.durations(target))
    expect(await durations()).toEqual([
      { durationMs: 70, replicas: 3, finishedAt: 7 },
      { durationMs: 50, replicas: 3, finishedAt: 5 },
    ])
    for (let i = 0; i < 105; i++) await note(`many-${i}`, 1_000 + i)
    const newest = await durations()
    expect(newest.map(({ finishedAt }) => finishedAt)).toEqual(
      Array.from({ length: 100 }, (_, i) => 1_104 - i),
    )
  })
})
