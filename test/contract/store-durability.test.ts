import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNewId } from '../../src/lib/id.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const CHILD = join(import.meta.dirname, 'store-durability-child.ts')
const newId = createNewId(Date.now)
let dataDir: string
let children: ChildProcess[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'coxswain-durable-'))
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** A process that holds the directory; resolves once it has said `until`. */
async function start(args: string[], until: string): Promise<{ said: string[]; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [CHILD, dataDir, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const ended = once(child, 'exit')
  const said: string[] = []
  const lines = createInterface({ input: child.stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line)
      if (line === until) resolve()
    })
    child.on('exit', () => reject(new Error(`the child ended before it said ${until}`)))
  })
  return {
    said,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('killed with -9 while it writes: what was resolved stands, and each transaction whole or not at all', async () => {
  let count = 0
  for (const more of [3, 17, 40, 90]) {
    const child = await start([String(count)], String(count + more))
    await child.kill()
    const last = Number(child.said.at(-1))
    const store = await openSqliteStore({ dataDir, newId, lockWaitMs: 0 })
    count = await store.read(async (q) => Number(await q.facts.get('count')))
    expect(count).toBeGreaterThan(last)
    const stats = await store.work.stats(10)
    expect(stats).toMatchObject([{ kind: 'ingest-alerts', waiting: count }])
    const ids = Array.from({ length: count }, (_, i) => `delivery-${String(i)}`)
    const deliveries = await store.read((q) => Promise.all(ids.map((id) => q.deliveries.get(id))))
    expect(deliveries.every((delivery) => delivery?.body.length === 20_000)).toBe(true)
    await expect(store.read((q) => q.deliveries.get(`delivery-${String(count)}`))).resolves.toBeNull()
    await store.close()
  }
})

test('a second process waits, then says which directory is in use', async () => {
  await start(['0', 'no'], 'open')
  const began = performance.now()
  const opening = openSqliteStore({ dataDir, newId, lockWaitMs: 300 })
  await expect(opening).rejects.toThrow(`the data directory ${dataDir} is in use by another process`)
  expect(performance.now() - began).toBeGreaterThanOrEqual(290)
})

test('a second process takes over as soon as the first is killed', async () => {
  const first = await start(['0', 'no'], 'open')
  const opening = openSqliteStore({ dataDir, newId, lockWaitMs: 10_000 })
  await first.kill()
  const store = await opening
  await expect(store.checkWritable()).resolves.toBeUndefined()
  await store.close()
})

test('two stores of one process exclude each other, too', async () => {
  const first = await openSqliteStore({ dataDir, newId })
  await expect(openSqliteStore({ dataDir, newId, lockWaitMs: 0 })).rejects.toThrow(/is in use/)
  await first.close()
  const second = await openSqliteStore({ dataDir, newId, lockWaitMs: 0 })
  await second.close()
})
