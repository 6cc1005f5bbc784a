import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CostLine } from '../../src/domain/cost/line.ts'
import { costCsv } from '../../src/views/cost-csv.ts'
import { anyText, few } from '../harness/any-text.ts'

const LINE: CostLine = {
  bucket: 'team',
  teamId: 'payments',
  project: 'payments',
  service: 'checkout',
  currency: 'USD',
  micros: { cpu: 1_250_000, memory: 5, other: -300_000 },
  podMinutes: 180,
}
const table = (lines: CostLine[], name = 'Payments') =>
  costCsv({ from: '2026-11-01', to: '2026-11-22', lines, teamName: () => name })

test('a line of figures is a row', () => {
  expect(table([LINE, { ...LINE, bucket: 'idle', teamId: null, project: '', service: '' }]))
    .toMatchInlineSnapshot(`
    "﻿from,to_exclusive,bucket,team_id,team,project,service,currency,total,cpu,memory,gpu,storage,network,load_balancer,database,other,pod_minutes
    2026-11-01,2026-11-22,team,payments,Payments,payments,checkout,USD,0.950005,1.250000,0.000005,0.000000,0.000000,0.000000,0.000000,0.000000,-0.300000,180
    2026-11-01,2026-11-22,idle,,,,,USD,0.950005,1.250000,0.000005,0.000000,0.000000,0.000000,0.000000,0.000000,-0.300000,180
    "
  `)
})

test('what a spreadsheet would run is defused, numbers stay numbers', () => {
  for (const evil of ['=1+1', '+1', '-cmd', '@SUM(A1)', ' =1', '\t=1', '＝1']) {
    expect(rowsOf(table([{ ...LINE, service: evil }]))[1]?.[6]).toBe(`'${evil}`)
  }
  expect(rowsOf(table([{ ...LINE, micros: { other: -300_000 } }]))[1]?.[8]).toBe('-0.300000')
})

test('whatever the names are, each line is one row with every column', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const rows = rowsOf(table([{ ...LINE, project: text, service: other }, LINE], other))
      expect(rows).toHaveLength(3)
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]))
      expect(rows[1]?.[5]?.replace(/^'/, '')).toBe(text.replace(/^'/, ''))
    }),
    few,
  )
})

test('the total is the sum of its kinds, to the micro-unit', () => {
  const micros = fc.integer({ min: -1e12, max: 1e12 })
  fc.assert(
    fc.property(micros, micros, micros, (cpu, memory, other) => {
      const [, row = []] = rowsOf(table([{ ...LINE, micros: { cpu, memory, other } }]))
      const of = (text = '') => BigInt(text.replace('.', ''))
      expect(of(row[8])).toBe(row.slice(9, 17).reduce((sum, cell) => sum + of(cell), 0n))
    }),
  )
})

/** RFC 4180, by the letter. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
