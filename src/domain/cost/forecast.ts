import type { Forecast } from './budget.ts'
import { addDays, daysIn, monthRange, type Day } from './day.ts'

interface KnownDay {
  day: Day
  micros: number
}

const FEWEST_DAYS = 7
/** Days farther back say little of the days to come. */
const DAYS_LOOKED_AT = 28
/** From here on, what differs between weekdays is told apart from chance. */
const TWO_WEEKS = 14
/** A normal variable is within as many deviations of its mean four times out of five. */
const Z80 = 1.2816

/**
 * What the month will have cost: what is known of it up to `through` (its last full day, included), and for each
 * day to come the mean of its weekday in the last four weeks. The band comes from how much days of one weekday
 * differed. null: fewer than 7 days are known. Of a month that is over, the sum.
 */
export function forecastMonth(
  days: readonly KnownDay[],
  { month, through }: { month: string; through: Day },
): Forecast | null {
  const { from, to } = monthRange(month)
  const past = days.filter(({ day }) => day <= through).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const spent = past.reduce((sum, { day, micros }) => (day >= from && day < to ? sum + micros : sum), 0)
  const rest = daysIn({ from: through < from ? from : addDays(through, 1), to })
  if (rest.length === 0) return { micros: spent, low: spent, high: spent }
  const known = past.filter(({ day }) => day > addDays(through, -DAYS_LOOKED_AT))
  if (known.length < FEWEST_DAYS) return null
  const { micros, halfBand } = expected(known, rest)
  const low = Math.round(spent + micros - halfBand)
  const isSpending = known.every((day) => day.micros >= 0)
  return {
    micros: spent + Math.round(micros),
    low: isSpending ? Math.max(low, spent) : low,
    high: Math.round(spent + micros + halfBand),
  }
}

/** The sum of the days to come, and how far four out of five of such sums are at most from it. */
function expected(known: readonly KnownDay[], rest: readonly Day[]): { micros: number; halfBand: number } {
  const overall = meanOf(known)
  const weekdays = Map.groupBy(known, ({ day }) => weekdayOf(day))
  // A weekday on which nothing was told in two weeks and more is one on which there is nothing.
  const isTwoWeeks = spanOf(known) >= TWO_WEEKS
  let micros = 0
  let uncertainty = rest.length
  for (const [weekday, days] of Map.groupBy(rest, weekdayOf)) {
    const seen = weekdays.get(weekday)
    micros += days.length * (seen ? meanOf(seen) : isTwoWeeks ? 0 : overall)
    uncertainty += days.length ** 2 / (seen ?? known).length
  }
  const { variance, freedom } = spread(known, weekdays)
  return { micros, halfBand: quantile(freedom) * Math.sqrt(variance * uncertainty) }
}

function spread(known: readonly KnownDay[], weekdays: ReadonlyMap<number, readonly KnownDay[]>) {
  const groups = known.length < TWO_WEEKS ? [known] : [...weekdays.values()]
  const squares = groups.flatMap((days) => {
    const mean = meanOf(days)
    return days.map(({ micros }) => (micros - mean) ** 2)
  })
  const freedom = known.length - groups.length
  return { variance: squares.reduce((sum, square) => sum + square, 0) / freedom, freedom }
}

/** Student's, in its first order: few days know little of their own spread. */
function quantile(freedom: number): number {
  return Z80 + (Z80 ** 3 + Z80) / (4 * freedom)
}

function meanOf(days: readonly KnownDay[]): number {
  return days.reduce((sum, { micros }) => sum + micros, 0) / days.length
}

function spanOf(known: readonly KnownDay[]): number {
  const [first, last] = [known[0], known.at(-1)]
  return first && last ? daysIn({ from: first.day, to: addDays(last.day, 1) }).length : 0
}

function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay()
}
