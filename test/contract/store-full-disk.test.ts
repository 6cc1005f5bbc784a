import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNewId } from '../../src/lib/id.ts'
import { createRecords } from '../../src/store/records.ts'
import { DATABASE_FILE, openSqliteStore } from '../../src/store/sqlite.ts'
import { openConnection, type Connection } from '../../src/store/sqlite/connection.ts'
import { createWriter, type Writer } from '../../src/store/sqlite/writer.ts'
import { sampleDelivery } from './store-samples.ts'

const newId = createNewId(Date.now)
let dataDir: string
let connection: Connection
let writer: Writer

// A limit on the pages of the file is what SQLite knows as a full disk.
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'coxswain-full-'))
  const store = await openSqliteStore({ dataDir, newId })
  await store.close()
  connection = openConnection(join(dataDir, DATABASE_FILE), { readonly: false, busyTimeoutMs: 50 })
  connection.database.pragma(`max_page_count = ${String(pages() + 20)}`)
  writer = createWriter(connection, { newId, busyWaitMs: 100 })
})
afterEach(async () => {
  connection.database.close()
  await rm(dataDir, { recursive: true, force: true })
})

const pages = () => Number(connection.database.pragma('page_count', { simple: true }))
const deliver = (id: string, bytes: number) =>
  writer.run('transaction', (session) =>
    createRecords(session).deliveries.insert(sampleDelivery({ id, body: Buffer.alloc(bytes) }), []),
  )

test('what does not fit is refused, what was committed with it and fits stands', async () => {
  const results = await Promise.allSettled([deliver('a', 10), deliver('b', 1_000_000), deliver('c', 10)])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(String((results[1] as PromiseRejectedResult).reason)).toMatch(/disk is full/)
  const rows = connection.rows({ sql: 'select id from deliveries order by id', parameters: [] })
  expect(rows).toEqual([{ id: 'a' }, { id: 'c' }])
})

test('the writer goes on when there is room again', async () => {
  await expect(deliver('a', 1_000_000)).rejects.toThrow(/disk is full/)
  connection.database.pragma('max_page_count = 1000000')
  await deliver('a', 1_000_000)
  expect(pages()).toBeGreaterThan(200)
})
