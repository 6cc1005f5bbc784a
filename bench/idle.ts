import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { PRIORITY } from '../src/domain/message.ts'
import { createNewId } from '../src/lib/id.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import { startPlayground } from '../test/harness/playground.ts'
import { NAMESPACES, prepareBot, type BenchBot } from './bench-bot.ts'
import { row, type BenchResult } from './bench-row.ts'
import { benchAlerts, webhookBodies } from './intake-bodies.ts'
import { measureCost } from './process-cost.ts'

const PENDING = 10_000
const IDLE_MS = 20_000

/** What the bot costs while nothing happens, and how fast it is back. In real time: the threads take over a minute. */
export async function run(): Promise<BenchResult> {
  const bench = await prepareBot({ channels: 20 })
  try {
    await bench.bot.start()
    for (const body of webhookBodies(benchAlerts(NAMESPACES * 3, NAMESPACES, 1), 100)) await bench.send(body)
    await untilDone(bench)
    await bench.bot.kill('SIGTERM')
    await enqueuePending(bench.dataDir)
    const spawnedAt = performance.now()
    await bench.bot.start()
    const startMs = performance.now() - spawnedAt
    await untilDone(bench)
    const caughtUpMs = performance.now() - spawnedAt
    await bench.bot.kill('SIGTERM')
    await bench.bot.start()
    await sleep(5000)
    const idle = await measureCost(bench.bot.pid() ?? 0, sleep(IDLE_MS))
    const playgroundMs = await measurePlayground()
    return {
      name: 'idle',
      rows: [
        row('playground: command until ready', playgroundMs, 'ms', {
          target: '< 10,000',
          ok: playgroundMs < 10_000,
        }),
        row('start until ready', startMs, 'ms'),
        row('start until 10,000 pending items are done', caughtUpMs, 'ms'),
        row('RSS with 350 threads', idle.rssMb, 'MB'),
        row('CPU with 350 threads', idle.cpuPercent, '% of a core'),
      ],
    }
  } finally {
    await bench.stop()
  }
}

/** As a newcomer starts it, npm included. */
async function measurePlayground(): Promise<number> {
  const startedAt = performance.now()
  const playground = await startPlayground(['npm', 'run', '--silent', 'playground', '--'])
  const readyMs = performance.now() - startedAt
  await playground.stop()
  return readyMs
}

/** Cards that stand as they should, asked for again: what a resync of everything costs. */
async function enqueuePending(dataDir: string): Promise<void> {
  const store = await openSqliteStore({ dataDir, newId: createNewId(Date.now) })
  await store.transaction(async (tx) => {
    for (let n = 0; n < PENDING; n++) {
      const want = {
        id: `bench:${n}`,
        kind: 'alert-thread' as const,
        subject: `bench:${n}`,
        channel: 'C0TEAM00',
      }
      const card = await tx.cards.want({ ...want, priority: PRIORITY.progress, dueAt: 0 })
      const shown = { ...card, ts: '1.000001', state: 'shown' as const, shownVersion: card.wantedVersion }
      await tx.cards.save(shown, { state: card.state, attemptKey: null })
    }
  })
  await store.close()
}

const WITHIN_MS = 300_000

async function untilDone({ dataDir }: BenchBot): Promise<void> {
  const end = Date.now() + WITHIN_MS
  const db = new Database(join(dataDir, 'coxswain.db'), { readonly: true })
  try {
    const waiting = db.prepare(
      `select count(*) as n from work where kind in ('ingest-alerts', 'show-card', 'send-notice')`,
    )
    while ((waiting.get() as { n: number }).n > 0) {
      if (Date.now() > end) throw new Error('the work is never done')
      await sleep(20)
    }
  } finally {
    db.close()
  }
}
