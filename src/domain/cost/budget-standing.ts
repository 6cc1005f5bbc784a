import type { Catalogue } from '../catalogue.ts'
import type { Budget, BudgetScope, BudgetStanding } from './budget.ts'
import { addDays, monthOf, type Day } from './day.ts'
import { forecastMonth } from './forecast.ts'
import type { CostPoint } from './records.ts'

export interface BudgetFacts {
  /** Days of the budget's scope: of the last 8 weeks, the month included. Points of hours do not count. */
  points: readonly CostPoint[]
  /** `2026-11` */
  month: string
  /** The last day that is over. */
  through: Day
  catalogue: Pick<Catalogue, 'teams' | 'projects'>
}

type DayPoint = CostPoint & { at: Day }

/** A source that has told nothing for so long is gone, and holds up no forecast. */
const SILENT_DAYS = 7

/** How a budget stands. What was spent in other currencies is told beside it: nothing is converted. */
export function budgetStanding(budget: Budget, facts: BudgetFacts): BudgetStanding {
  const days = facts.points.filter((point): point is DayPoint => typeof point.at === 'string')
  const inMonth = days.filter(({ at }) => monthOf(at) === facts.month)
  const spentMicros = inMonth
    .filter(({ currency }) => currency === budget.currency)
    .reduce((sum, { micros }) => sum + micros, 0)
  return {
    budget,
    month: facts.month,
    spentMicros,
    percent: wholePercent(spentMicros, budget.monthlyMicros),
    forecast: forecastOf(
      days.filter(({ currency }) => currency === budget.currency),
      facts,
    ),
    isDissolved: isDissolved(budget.scope, facts.catalogue),
    elsewhere: elsewhere(inMonth, budget.currency),
  }
}

/** Those of the thresholds (percent) that the month has reached, rising. */
export function crossed(
  { percent }: Pick<BudgetStanding, 'percent'>,
  thresholds: readonly number[],
): number[] {
  return thresholds.filter((threshold) => percent >= threshold).toSorted((a, b) => a - b)
}

/** Rounded down, in integers: money times 100 is more than a float holds exactly. */
function wholePercent(part: number, whole: number): number {
  const [hundredfold, divisor] = [BigInt(part) * 100n, BigInt(whole)]
  const quotient = hundredfold / divisor
  return Number(hundredfold < 0n && quotient * divisor !== hundredfold ? quotient - 1n : quotient)
}

/** The last day on which every source has told its part: one that comes later would make it look cheap. */
function forecastOf(days: readonly DayPoint[], { month, through }: BudgetFacts): BudgetStanding['forecast'] {
  const over = days.filter(({ at }) => at <= through)
  const newest = [...Map.groupBy(over, ({ sourceId }) => sourceId).values()]
    .map((points) => points.reduce((last, { at }) => (at > last ? at : last), ''))
    .filter((last) => last > addDays(through, -SILENT_DAYS))
  const whole = newest.reduce((first, last) => (last < first ? last : first), through)
  const sums = new Map<Day, number>()
  for (const { at, micros } of over) sums.set(at, (sums.get(at) ?? 0) + micros)
  return forecastMonth(
    [...sums].map(([day, micros]) => ({ day, micros })),
    { month, through: whole },
  )
}

function isDissolved(scope: BudgetScope, { teams, projects }: BudgetFacts['catalogue']): boolean {
  return scope.kind === 'team'
    ? !teams.some(({ id }) => id === scope.teamId)
    : !projects.some(({ namespace }) => namespace === scope.project)
}

function elsewhere(points: readonly DayPoint[], currency: string): Record<string, number> {
  const sums = new Map<string, number>()
  for (const point of points)
    if (point.currency !== currency) sums.set(point.currency, (sums.get(point.currency) ?? 0) + point.micros)
  return Object.fromEntries(
    [...sums].filter(([, micros]) => micros !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
