import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { crossed } from '../domain/cost/budget-standing.ts'
import type { BudgetNotice } from '../domain/cost/budget-views.ts'
import type { BudgetStanding } from '../domain/cost/budget.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
import { addDays, dayOf, monthOf } from '../domain/cost/day.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import { ownersOf } from '../domain/approvers.ts'
import type { CostDeps } from './cost-deps.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const input = z.object({
  standings: z.custom<BudgetStanding[]>((value) => Array.isArray(value)),
})

/** Tells of each budget that reached one of its marks, once per mark, month and amount. */
export const createCheckBudgets = defineOperation<z.output<typeof input>, { told: number }, CostDeps>({
  name: 'check-budgets',
  input,
  may: systemOnly,
  async decide({ tx, input: { standings }, now, deps }) {
    let told = 0
    for (const standing of standings) told += await tell(tx, standing, { now, deps })
    return { outcome: allowed({ told }), audit: null }
  },
})

/** Of a month that is over only this is news. */
const USED_UP_PERCENT = 100

async function tell(
  tx: Records,
  standing: BudgetStanding,
  { now, deps }: { now: number; deps: CostDeps },
): Promise<number> {
  const { budget, month, forecast } = standing
  // Set anew or removed since the figures were read: they are looked at again.
  if ((await tx.budgets.get(budget.id))?.version !== budget.version) return 0
  const thisMonth = monthOf(dayOf(now, deps.costPolicy.timeZone))
  const isOver = month < thisMonth
  const marks = crossed(standing, deps.costPolicy.budgets.thresholds).filter(
    (mark) => !isOver || mark >= USED_UP_PERCENT,
  )
  const headsOver =
    !isOver && forecast !== null && forecast.low > budget.monthlyMicros && standing.percent < 100
  const memory = await remembered(tx, budget.id)
  const known = new Set(memory[month])
  const keyOf = (mark: string) => `${budget.monthlyMicros}:${mark}`
  const reached = [...marks.map(String), ...(headsOver ? ['forecast'] : [])].filter(
    (mark) => !known.has(keyOf(mark)),
  )
  if (reached.length === 0) return 0
  // A jump over several marks is one piece of news; the lower ones count as told.
  const highest = reached.find((mark) => mark === String(marks.at(-1)))
  // Who hears that a mark is reached hears the forecast with it.
  const news = highest === undefined ? reached.filter((mark) => mark === 'forecast') : [highest]
  for (const mark of news) await addNotice(tx, standing, { mark, isOver, now, deps })
  const lastMonth = monthOf(addDays(`${thisMonth}-01`, -1))
  const recent = Object.entries(memory).filter(([told]) => told >= lastMonth)
  const told = { ...Object.fromEntries(recent), [month]: [...known, ...reached.map(keyOf)] }
  await tx.facts.set(toldFact(budget.id), JSON.stringify(told))
  return news.length
}

/** Fact that holds what was told of a budget in this month and the one before: `{"2026-11":["5000000000:80"]}`. */
function toldFact(budgetId: string): string {
  return `budget:told:${budgetId}`
}

async function remembered(tx: Records, budgetId: string): Promise<Partial<Record<string, string[]>>> {
  return JSON.parse((await tx.facts.get(toldFact(budgetId))) ?? '{}') as Partial<Record<string, string[]>>
}

interface Mark {
  mark: string
  isOver: boolean
  now: number
  deps: CostDeps
}

async function addNotice(tx: Records, standing: BudgetStanding, { mark, isOver, now, deps }: Mark) {
  const { budget, month, spentMicros, forecast } = standing
  const team = budgetHolder(deps.catalogue, budget.scope)?.team ?? null
  const notice: BudgetNotice = {
    news: mark === 'forecast' ? 'forecast-over' : 'threshold',
    budgetId: budget.id,
    name: budget.name,
    currency: budget.currency,
    values: {
      percent: mark === 'forecast' ? standing.percent : Number(mark),
      spentMicros,
      monthlyMicros: budget.monthlyMicros,
      low: isOver ? null : (forecast?.low ?? null),
      high: isOver ? null : (forecast?.high ?? null),
      month,
      monthOver: isOver ? month : null,
    },
    mentions: ownersOf(team),
  }
  await tx.notices.add({
    key: `budget:${budget.id}:${month}:${budget.monthlyMicros}:${mark}`,
    kind: 'budget',
    payload: { ...notice },
    channel: budgetNewsChannel(deps, budget.scope),
    threadCardId: null,
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}
