import { parseArgs } from 'node:util'
import type { BenchResult, BenchRow } from './bench-row.ts'

const MODULES = ['intake', 'storm', 'idle', 'deploys', 'resources', 'cost'] as const

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !MODULES.includes(name as (typeof MODULES)[number]))
if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(', ')}; there are ${MODULES.join(', ')}`)

const results: BenchResult[] = []
for (const name of positionals.length > 0 ? positionals : MODULES) {
  const bench = (await import(`./${name}.ts`)) as { run(): Promise<BenchResult> }
  const result = await bench.run()
  results.push(result)
  if (!values.json) console.log(`\n${table(result)}`)
}
if (!values.json) console.log('')
console.log(JSON.stringify(results))

function table({ name, rows }: BenchResult): string {
  const cells = rows.map((row) => [row.figure, number(row.value), row.unit, row.target ?? '', verdict(row)])
  const all = [[name, 'value', 'unit', 'target', ''], ...cells]
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, column) => pad(cell, widths[column] ?? 0, column === 1))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width)
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}

function verdict({ ok }: BenchRow): string {
  return ok === undefined ? '' : ok ? 'met' : 'missed'
}
