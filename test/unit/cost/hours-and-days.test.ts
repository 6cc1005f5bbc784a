import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../../../src/domain/cost/allocate.ts'
import { addDays, dayOf, daysIn, timesOf } from '../../../src/domain/cost/day.ts'
import { sumOf } from '../../../src/domain/cost/money.ts'
import { createOwnership } from '../../../src/domain/cost/ownership.ts'
import { sumLines } from '../../../src/domain/cost/sum-lines.ts'
import { hoursIn } from '../../../src/domain/cost/windows.ts'
import { aRow } from './a-cost.ts'

const rules = { ownership: createOwnership([]), sharedProjects: [], sharedServices: [] }

// Around both changes of clocks of 2026 in each zone.
const CHANGES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Kolkata', '2026-07-01'],
] as const

test.each(CHANGES)(
  'days in %s around %s are the sums of their hours, and all hours are in one',
  (zone, day) => {
    const days = daysIn({ from: addDays(day, -1), to: addDays(day, 2) })
    const hours = hoursIn(timesOf({ from: addDays(day, -1), to: addDays(day, 2) }, zone))
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000_000 })
    fc.assert(
      fc.property(fc.array(amount, { minLength: hours.length, maxLength: hours.length }), (amounts) => {
        const told = hours.map((at, index) => ({
          at,
          lines: allocate([aRow({ micros: { cpu: amounts[index] ?? 0 } })], { cluster: 'kr', at }, rules),
        }))
        const sums = days.map((one) => {
          const { from, to } = timesOf({ from: one, to: addDays(one, 1) }, zone)
          return sumOf(sumLines(told.filter(({ at }) => at >= from && at < to).flatMap(({ lines }) => lines)))
        })
        const byDay = Map.groupBy(told, ({ at }) => dayOf(at, zone))
        expect(sums).toEqual(days.map((one) => sumOf((byDay.get(one) ?? []).flatMap(({ lines }) => lines))))
        expect(sums.reduce((a, b) => a + b, 0)).toBe(amounts.reduce((a, b) => a + b, 0))
      }),
      { numRuns: 20 },
    )
  },
)
