import { addDays, daysIn, utcDay, type Day } from '../../domain/cost/day.ts'
import type { CostRow } from '../../domain/cost/line.ts'
import type { CostSet } from '../../domain/cost/source.ts'
import { brokenAnswer } from './cost-explorer-failure.ts'
import { daysOfPage, type Answer, type DayResult } from './cost-explorer-page.ts'
import { toRow } from './cost-explorer-row.ts'

interface Asked {
  projectTag: string
  metric: string
  /** Starts of days of UTC. */
  from: number
  to: number
  now: number
}

/** Pages may part a day. */
interface Told {
  rows: Map<string, CostRow>
  isEstimated: boolean
}

const DAY_MS = 86_400_000

/** One set for each day of the window. Throws CloudError for what is no answer to what was asked. */
export function toDaySets(pages: readonly Answer[], asked: Asked): CostSet[] {
  const days = daysIn({ from: utcDay(asked.from), to: utcDay(asked.to) })
  const told = new Map<Day, Told>(days.map((day) => [day, { rows: new Map(), isEstimated: false }]))
  for (const one of pages) {
    try {
      for (const result of daysOfPage(one)) takeIn(told, result, asked)
    } catch (problem) {
      if (problem instanceof RangeError) throw brokenAnswer(problem.message, one)
      throw problem
    }
  }
  return [...told].map(([day, { rows, isEstimated }]) => {
    const start = Date.parse(day)
    // A day that is not over has not been seen whole, whatever is told of it.
    const seenMs = Math.min(Math.max(0, asked.now - start), DAY_MS)
    const coveredMs = rows.size === 0 ? 0 : seenMs
    return { start, end: start + DAY_MS, coveredMs, isEstimated, rows: [...rows.values()] }
  })
}

/** Throws RangeError. */
function takeIn(
  told: ReadonlyMap<Day, Told>,
  { TimePeriod, Groups, Estimated }: DayResult,
  asked: Asked,
): void {
  const { Start, End } = TimePeriod
  const day = told.get(Start)
  if (!day || End !== addDays(Start, 1)) {
    throw new RangeError(`it tells of ${Start} to ${End}, which is no day that was asked for`)
  }
  day.isEstimated ||= Estimated
  for (const one of Groups) {
    const key = JSON.stringify(one.Keys)
    if (day.rows.has(key)) throw new RangeError(`${Start}: ${one.Keys.join(' ')} is told twice`)
    day.rows.set(key, toRow(one, asked))
  }
}
