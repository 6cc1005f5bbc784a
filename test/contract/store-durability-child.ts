import { writeSync } from 'node:fs'
import { createNewId } from '../../src/lib/id.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { sampleDelivery } from './store-samples.ts'

// Another process on the directory given: says "open", then the number of each transaction that has resolved.
const [dataDir = '', from = '0', writes = 'yes'] = process.argv.slice(2)
const store = await openSqliteStore({ dataDir, newId: createNewId(Date.now) })
writeSync(1, 'open\n')
if (writes === 'no') setInterval(() => undefined, 60_000)
else await writeFor(Number(from))

async function writeFor(first: number): Promise<never> {
  for (let i = first; ; i++) {
    const id = `delivery-${String(i)}`
    await store.transaction(async (tx) => {
      await tx.deliveries.insert(sampleDelivery({ id, body: Buffer.alloc(20_000, 'x') }), [])
      await tx.queue.enqueue('ingest-alerts', id, { dueAt: 1 })
      await tx.facts.set('count', String(i + 1))
    })
    writeSync(1, `${String(i)}\n`)
  }
}
