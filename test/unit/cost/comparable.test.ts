import { expect, test } from 'vitest'
import { comparableSources } from '../../../src/domain/cost/comparable.ts'
import { addDays, daysIn } from '../../../src/domain/cost/day.ts'
import type { CostImport } from '../../../src/domain/cost/source.ts'

const DAY_MS = 86_400_000
const NOW = { from: '2026-11-01', to: '2026-11-21' }
const BEFORE = { from: '2026-10-01', to: '2026-10-21' }
const window = { unit: 'day' as const, now: NOW, before: BEFORE }

const told = (sourceId: string, days: string[], state: CostImport['state'] = 'complete'): CostImport[] =>
  days.map((day) => ({
    sourceId,
    period: { unit: 'day', day },
    state,
    coveredMs: DAY_MS,
    lengthMs: DAY_MS,
    isEstimated: false,
    readAt: 0,
    revision: 0,
  }))

test('a source that told of both times is compared, also when it is late with the newest days', () => {
  const late = daysIn({ from: NOW.from, to: addDays(NOW.to, -2) })
  const given = { now: told('aws', late), before: told('aws', daysIn(BEFORE)) }
  expect([...comparableSources(given, window)]).toEqual(['aws'])
})

test('a source that began in the middle of the time before is not: its silence would be told as growth', () => {
  const began = daysIn({ from: '2026-10-12', to: BEFORE.to })
  const given = { now: told('kr', daysIn(NOW)), before: told('kr', began) }
  expect(comparableSources(given, window).size).toBe(0)
  const empty = { now: told('kr', daysIn(NOW)), before: told('kr', daysIn(BEFORE), 'empty') }
  expect(comparableSources(empty, window).size).toBe(0)
})

test('one hole in twenty days is no reason', () => {
  const given = { now: told('kr', daysIn(NOW)), before: told('kr', daysIn(BEFORE).slice(1)) }
  expect(comparableSources(given, window).size).toBe(1)
})

test('a day of which half is not told is not compared with a whole one, a month with such a day is', () => {
  const half = { ...told('kr', [NOW.from], 'partial')[0]!, coveredMs: DAY_MS / 2 }
  const day = { unit: 'day' as const, now: { from: NOW.from, to: '2026-11-02' }, before: BEFORE }
  expect(comparableSources({ now: [half], before: told('kr', daysIn(BEFORE)) }, day).size).toBe(0)
  const rest = told('kr', daysIn(NOW).slice(1))
  expect(comparableSources({ now: [half, ...rest], before: told('kr', daysIn(BEFORE)) }, window).size).toBe(1)
})

test('hours are compared by their place in the window', () => {
  const hour = (sourceId: string, at: number): CostImport => ({
    ...told(sourceId, ['2026-11-01'])[0]!,
    period: { unit: 'hour', at: at * 3_600_000 },
  })
  const hours = {
    unit: 'hour' as const,
    now: { from: 604_800_000, to: 604_800_000 + 7_200_000 },
    before: { from: 0, to: 7_200_000 },
  }
  const now = [hour('kr', 168), hour('kr', 169), hour('eu', 168)]
  expect([...comparableSources({ now, before: [hour('kr', 0), hour('kr', 1)] }, hours)]).toEqual(['kr'])
})
