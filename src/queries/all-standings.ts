import { budgetId, type Budget, type BudgetStanding } from '../domain/cost/budget.ts'
import { addDays, dayOf, daysIn, monthOf, monthRange, timesOf, type Day } from '../domain/cost/day.ts'
import type { CostTotal } from '../domain/cost/line.ts'
import { totalOf } from '../domain/cost/money.ts'
import type { CostPoint } from '../domain/cost/records.ts'
import type { Reads, Store } from '../domain/store.ts'
import { daysLookedAt, loadStanding, standingOf, type BudgetStandingDeps } from './budget-standings.ts'
import { othersTurn } from './others-turn.ts'

/** From here on, reading everything once takes less time than reading for each. */
const MANY = 20

/** Others get their turn between two budgets, or days. */
export async function loadStandings(
  reads: Pick<Reads, 'costs'>,
  deps: BudgetStandingDeps,
  { budgets, now }: { budgets: Budget[]; now: number },
): Promise<BudgetStanding[]> {
  const standings: BudgetStanding[] = []
  if (budgets.length < MANY) {
    for (const budget of budgets) {
      standings.push(await loadStanding(reads, deps, budget, now))
      await othersTurn()
    }
    return standings
  }
  const { catalogue, costPolicy } = deps
  const today = dayOf(now, costPolicy.timeZone)
  const points = await pointsOfAll(reads, { budgets, today })
  return budgets.map((budget) =>
    standingOf(budget, {
      points: points.get(budget.id) ?? [],
      today,
      catalogue,
    }),
  )
}

/** Days by id of the budget, in order of time. */
async function pointsOfAll(
  { costs }: Pick<Reads, 'costs'>,
  { budgets, today }: { budgets: Budget[]; today: Day },
): Promise<Map<string, CostPoint[]>> {
  const points = new Map(budgets.map(({ id }): [string, CostPoint[]] => [id, []]))
  for (const day of daysIn(daysLookedAt(today))) {
    for (const total of await costs.totals({
      unit: 'day',
      from: day,
      to: addDays(day, 1),
    }))
      for (const id of holdersOf(total)) addTo(points.get(id), day, total)
    await othersTurn()
  }
  return points
}

/** A budget has a few points a day, one for each source and currency. */
function addTo(points: CostPoint[] | undefined, day: Day, { sourceId, currency, micros }: CostTotal): void {
  if (points === undefined) return
  const known = points.findLast((one) => one.at < day || isOf(one, { sourceId, currency }))
  if (known?.at === day) known.micros += totalOf(micros)
  else points.push({ at: day, sourceId, currency, micros: totalOf(micros) })
}

function isOf(point: CostPoint, { sourceId, currency }: Pick<CostPoint, 'sourceId' | 'currency'>): boolean {
  return point.sourceId === sourceId && point.currency === currency
}

function holdersOf({ teamId, project }: CostTotal): string[] {
  return [
    ...(teamId === null ? [] : [budgetId({ kind: 'team', teamId })]),
    ...(project === '' ? [] : [budgetId({ kind: 'project', project })]),
  ]
}

/** Bills come days late: as long is a month looked at that is over. */
const CLOSING_DAYS = 4

/** How all budgets stand in the running month, and in its first days those that were set before it in the last one. */
export function createBudgetStandings(
  deps: BudgetStandingDeps & { store: Pick<Store, 'read'>; now(): number },
): () => Promise<BudgetStanding[]> {
  return () =>
    deps.store.read(async (reads) => {
      const now = deps.now()
      const budgets = await reads.budgets.all()
      const standings = await loadStandings(reads, deps, { budgets, now })
      const { timeZone } = deps.costPolicy
      const today = dayOf(now, timeZone)
      const month = monthRange(monthOf(today))
      if (today >= addDays(month.from, CLOSING_DAYS)) return standings
      const began = timesOf(month, timeZone).from
      const older = budgets.filter(({ setAt }) => setAt < began)
      return [...standings, ...(await loadStandings(reads, deps, { budgets: older, now: began - 1 }))]
    })
}
