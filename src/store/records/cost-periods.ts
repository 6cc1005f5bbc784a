import type { Day } from '../../domain/cost/day.ts'
import type { CostRange } from '../../domain/cost/records.ts'
import type { CostImport } from '../../domain/cost/source.ts'
import type { CostUnit } from '../cost-tables.ts'

const DAY_MS = 86_400_000

/** Days since the epoch; throws for what is no day. */
export function dayNumber(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (!Number.isNaN(at) && dayText(at / DAY_MS) === day) return at / DAY_MS
  throw new RangeError(`${JSON.stringify(day)} is no day`)
}

export function dayText(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** Of an hour in UTC. */
export function dayNumberOfHour(at: number): number {
  return Math.floor(at / DAY_MS)
}

export interface PeriodNumber {
  unit: CostUnit
  period: number
}

export function toNumber(period: CostImport['period']): PeriodNumber {
  if (period.unit === 'hour') return { unit: 'hour', period: period.at }
  return { unit: 'day', period: dayNumber(period.day) }
}

export function fromNumber({ unit, period }: PeriodNumber): CostImport['period'] {
  return unit === 'hour' ? { unit, at: period } : { unit, day: dayText(period) }
}

/** From `from` until before `to`. */
export interface NumberRange {
  unit: CostUnit
  from: number
  to: number
}

export function toNumbers(range: CostRange): NumberRange {
  if (range.unit === 'hour') return range
  return { unit: 'day', from: dayNumber(range.from), to: dayNumber(range.to) }
}
