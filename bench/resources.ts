import type { BenchResult } from './bench-row.ts'
import { callRows } from './resources-calls.ts'
import { idleRows } from './resources-idle.ts'
import { listRows } from './resources-lists.ts'
import { matrixRows } from './resources-matrix.ts'

/** Resources from the wish to nothing: what is left over when everything fails, what it asks of AWS, how fast it answers. */
export async function run(): Promise<BenchResult> {
  const rows = []
  for (const part of [matrixRows, callRows, idleRows, listRows]) rows.push(...(await part()))
  return { name: 'resources', rows }
}
