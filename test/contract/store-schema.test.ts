import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS, type Migration } from '../../src/store/migrations/index.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

describe.each(DATABASES)('the schema of $name', ({ create }) => {
  let database: TestDatabase
  const later: Migration = {
    name: '9999-later',
    async up(db) {
      await db.schema.createTable('later').addColumn('id', 'text').execute()
    },
  }

  beforeEach(async () => void (database = await create()))
  afterEach(() => database.cleanup())

  test('goes forward once and keeps what is stored', async () => {
    const first = await database.open()
    await first.transaction((tx) => tx.facts.set('a', '1'))
    await first.close()
    for (let i = 0; i < 2; i++) {
      const store = await database.open({ migrations: [...MIGRATIONS, later] })
      expect(await store.read((q) => q.facts.get('a'))).toBe('1')
      await store.close()
    }
  })

  test('of a newer version is refused with the remedy, and left as it is', async () => {
    const newer = await database.open({ migrations: [...MIGRATIONS, later] })
    await newer.close()
    await expect(database.open()).rejects.toThrow(
      /written by a newer version of the bot \(unknown here: 9999-later\): start that version/,
    )
    const again = await database.open({ migrations: [...MIGRATIONS, later], lockWaitMs: 0 })
    await again.close()
  })

  test('a step that breaks leaves nothing behind', async () => {
    const broken: Migration = {
      name: '9999-later',
      async up(db) {
        await db.schema.createTable('later').addColumn('id', 'text').execute()
        throw new Error('broken step')
      },
    }
    await expect(database.open({ migrations: [...MIGRATIONS, broken] })).rejects.toThrow('broken step')
    const store = await database.open({ migrations: [...MIGRATIONS, later], lockWaitMs: 0 })
    await store.close()
  })

  test('migrations are numbered without gaps, in order', () => {
    const numbers = MIGRATIONS.map((migration) => Number(/^(\d{4})-[a-z0-9-]+$/.exec(migration.name)?.[1]))
    expect(numbers).toEqual(MIGRATIONS.map((_, i) => i + 1))
  })
})
