import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../src/domain/store.ts'
import { createNewId } from '../src/lib/id.ts'
import { DATABASE_FILE, openSqliteStore } from '../src/store/sqlite.ts'
import { row, type BenchResult, type BenchRow } from './bench-row.ts'
import { DAYS, PROJECTS } from './cost-company.ts'
import { conservationRows } from './cost-conservation.ts'
import { digestRows } from './cost-digests.ts'
import { fillBudgets, fillDays, fillHours, type Ledger } from './cost-fill.ts'
import { recordingRows } from './cost-recording.ts'
import { reportRows } from './cost-reports.ts'
import { slackRows } from './cost-slack.ts'

/** 13 months of what 2,000 projects of 300 teams cost: how large that is, how soon it is told, and whether it is all. */
export async function run(): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'coxswain-bench-cost-'))
  const within = async <Value>(work: (store: Store) => Promise<Value>): Promise<Value> => {
    const store = await openSqliteStore({ dataDir, newId: createNewId(Date.now) })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  const size = async () => (await stat(join(dataDir, DATABASE_FILE))).size
  try {
    const startedAt = performance.now()
    const ledger = await within(fillDays)
    const days = { ...ledger, bytes: await size() }
    const hourRows = await within(fillHours)
    const hours = { rows: hourRows, bytes: (await size()) - days.bytes }
    await within(fillBudgets)
    const filledMs = performance.now() - startedAt
    const rows = sizeRows({ days, hours, filledMs })
    rows.push(...(await within((store) => conservationRows(store, ledger))))
    for (const part of [reportRows, digestRows, recordingRows]) rows.push(...(await within(part)))
    rows.push(...(await slackRows(dataDir)))
    return { name: 'cost', rows }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Filled {
  days: Ledger & { bytes: number }
  hours: { rows: number; bytes: number }
  filledMs: number
}

function sizeRows({ days, hours, filledMs }: Filled): BenchRow[] {
  const seconds = (filledMs / 1_000).toFixed(0)
  return [
    row('source rows of days', days.rows, `${PROJECTS} projects, ${days.days.size} days from ${DAYS.from}`),
    row('  store', days.bytes / 1e6, 'MB'),
    row('  bytes per source row', days.bytes / days.rows, ''),
    row('source rows of hours', hours.rows, '2 days'),
    row('  more in the store', hours.bytes / 1e6, 'MB'),
    row('  bytes per source row', hours.bytes / hours.rows, ''),
    row('rows stored per second', (days.rows + hours.rows) / (filledMs / 1_000), `in ${seconds} s`),
  ]
}
