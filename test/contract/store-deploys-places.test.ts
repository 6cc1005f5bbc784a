import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { targetKey } from '../../src/domain/deploys/deploy-record.ts'
import { openLock, type Lock } from '../../src/domain/deploys/lock.ts'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleDraft, sampleFreeze, sampleLock } from './store-deploys-samples.ts'

const KEY = targetKey({ project: 'pay/ments', service: "o'dd", environment: 'prod', region: 'eu 1' })

describe.each(DATABASES)('locks, freezes and drafts in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const save = (lock: Lock, was: number, key = KEY) =>
    store.transaction((tx) => tx.locks.save(key, lock, was))
  const get = (key = KEY) => store.read((q) => q.locks.get(key))

  test('a lock is open until it is saved, and comes back as it was saved', async () => {
    expect(await get()).toEqual(openLock())
    expect(await save(sampleLock({ version: 3 }), 2)).toBe(false)
    expect(await save(sampleLock(), 0)).toBe(true)
    expect(await get()).toEqual(sampleLock())
    expect(await get('another')).toEqual(openLock())
  })

  test('a lock is saved only over the version that was read', async () => {
    expect(await save(sampleLock(), 0)).toBe(true)
    expect(await save(sampleLock({ fence: 9 }), 0)).toBe(false)
    expect(await save(sampleLock({ version: 4, fence: 2 }), 1)).toBe(true)
    expect(await save(sampleLock({ version: 2 }), 1)).toBe(false)
    expect(await get()).toEqual(sampleLock({ version: 4, fence: 2 }))
  })

  test('an open lock that was saved as it is can be taken all the same', async () => {
    expect([await save(openLock(), 0), await save(openLock(), 0)]).toEqual([true, true])
    expect(await save(sampleLock(), 0)).toBe(true)
    expect(await get()).toEqual(sampleLock())
  })

  test('notable are the closed, the held and the awaited, as long as they are', async () => {
    const { holder, queue, closed } = sampleLock()
    const nothing = { holder: null, queue: [], closed: null }
    const locks = {
      'c-held': sampleLock({ ...nothing, holder }),
      'b-awaited': sampleLock({ ...nothing, queue }),
      'a-closed': sampleLock({ ...nothing, closed }),
      'd-free': sampleLock(nothing),
    }
    for (const [key, lock] of Object.entries(locks)) await save(lock, 0, key)
    const notable = () => store.read((q) => q.locks.notable())
    expect(await notable()).toEqual([
      { key: 'a-closed', lock: locks['a-closed'] },
      { key: 'b-awaited', lock: locks['b-awaited'] },
      { key: 'c-held', lock: locks['c-held'] },
    ])
    await save(sampleLock({ ...nothing, version: 2 }), 1, 'a-closed')
    expect((await notable()).map(({ key }) => key)).toEqual(['b-awaited', 'c-held'])
  })

  test('a freeze holds until its time is over or somebody lifts it, once', async () => {
    const standing = sampleFreeze()
    const dated = sampleFreeze({ id: 'freeze-2', project: 'payments', since: 500, until: 5_000 })
    await store.transaction(async (tx) => {
      await tx.freezes.insert(standing)
      await tx.freezes.insert(dated)
    })
    const active = (now: number) => store.read((q) => q.freezes.active(now))
    expect(await active(4_999)).toEqual([dated, standing])
    expect(await active(5_000)).toEqual([standing])
    const lift = (id: string, by: string) => store.transaction((tx) => tx.freezes.lift(id, by, 2_000))
    expect([await lift('freeze-1', 'U1'), await lift('freeze-1', 'U2'), await lift('none', 'U1')]).toEqual([
      true,
      false,
      false,
    ])
    await store.read(async (q) => {
      expect(await q.freezes.active(5_000)).toEqual([])
      expect(await q.freezes.get('freeze-1')).toEqual({ ...standing, lifted: { by: 'U1', at: 2_000 } })
      expect(await q.freezes.get('freeze-2')).toEqual(dated)
      expect(await q.freezes.get('none')).toBeNull()
    })
    const again = store.transaction((tx) => tx.freezes.insert(standing))
    await expect(again).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('a draft is kept until it is too old', async () => {
    const young = sampleDraft({ id: 'draft-2', regions: ['eu', ''], createdAt: 4_001 })
    await store.transaction(async (tx) => {
      await tx.drafts.insert(sampleDraft())
      await tx.drafts.insert(young)
    })
    expect(await store.read((q) => q.drafts.get('draft-1'))).toEqual(sampleDraft())
    await store.transaction((tx) => tx.drafts.deleteBefore(4_001))
    expect(await store.read((q) => q.drafts.get('draft-1'))).toBeNull()
    expect(await store.read((q) => q.drafts.get('draft-2'))).toEqual(young)
    const again = store.transaction((tx) => tx.drafts.insert(young))
    await expect(again).rejects.toBeInstanceOf(UniqueViolation)
  })
})
