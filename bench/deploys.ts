import type { BenchResult } from './bench-row.ts'
import { lagRows } from './deploys-lag.ts'
import { loadRows } from './deploys-load.ts'
import { raceRows } from './deploys-races.ts'
import { reasonRows } from './deploys-reasons.ts'
import { rollbackRows } from './deploys-rollback.ts'
import { truthRows } from './deploys-truth.ts'

/** Deploys from the request to their end: how fast people see what happens, whether it is true, what it costs. */
export async function run(): Promise<BenchResult> {
  const rows = []
  for (const part of [lagRows, rollbackRows, reasonRows, truthRows, raceRows, loadRows])
    rows.push(...(await part()))
  return { name: 'deploys', rows }
}
