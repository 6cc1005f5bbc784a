import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

describe.each(DATABASES)('a held $name database', ({ create }) => {
  let database: TestDatabase
  beforeEach(async () => void (database = await create()))
  afterEach(() => database.cleanup())

  test('is reported as not writable after the wait, and heals by itself', async () => {
    const store = await database.open({ busyWaitMs: 100 })
    await store.checkWritable()
    const rival = await database.rival(async () => undefined)
    await expect(store.checkWritable()).rejects.toThrow(/locked/)
    await expect(store.read((q) => q.facts.get('a'))).resolves.toBeNull()
    rival.commit()
    await store.checkWritable()
  })

  test('lets the event loop run while a write waits for it', async () => {
    const store = await database.open({ busyWaitMs: 400 })
    const rival = await database.rival(async () => undefined)
    let beats = 0
    const pulse = setInterval(() => void (beats += 1), 1)
    await expect(store.checkWritable()).rejects.toThrow(/locked/)
    clearInterval(pulse)
    rival.commit()
    expect(beats).toBeGreaterThan(5)
  })

  test('a closed store says so', async () => {
    const store = await database.open()
    await store.close()
    await store.close()
    await expect(store.transaction(async () => 1)).rejects.toThrow('the store is closed')
    await expect(store.read(async () => 1)).rejects.toThrow('the store is closed')
  })
})
