import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { crossed } from '../domain/cost/budget-standing.ts'
import type { BudgetNotice } from '../domain/cost/budget-views.ts'
import type { BudgetStanding } from '../domain/cost/budget.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
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

async function tell(
  tx: Records,
  standing: BudgetStanding,
  { now, deps }: { now: number; deps: CostDeps },
): Promise<number> {
  const { budget, forecast } = standing
  // Set anew or removed since the figures were read: they are looked at again.
  if ((await tx.budgets.get(budget.id))?.version !== budget.version) return 0
  const marks = crossed(standing, deps.costPolicy.budgets.thresholds)
  const highest = marks.length === 0 ? null : Math.max(...marks)
  let told = 0
  for (const mark of marks) {
    // A jump over several marks is one piece of news; the lower ones count as told.
    const isNews = mark === highest
    if (await addOnce(tx, standing, { mark: String(mark), isNews, now, deps })) told += 1
  }
  const headsOver = forecast !== null && forecast.low > budget.monthlyMicros && standing.percent < 100
  if (headsOver && (await addOnce(tx, standing, { mark: 'forecast', isNews: true, now, deps }))) told += 1
  return told
}

interface Mark {
  mark: string
  isNews: boolean
  now: number
  deps: CostDeps
}

async function addOnce(tx: Records, standing: BudgetStanding, { mark, isNews, now, deps }: Mark) {
  const { budget, month, spentMicros, forecast } = standing
  const fact = `budget:told:${budget.id}:${month}:${budget.monthlyMicros}:${mark}`
  if ((await tx.facts.get(fact)) !== null) return false
  await tx.facts.set(fact, new Date(now).toISOString())
  if (!isNews) return false
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
      low: forecast?.low ?? null,
      high: forecast?.high ?? null,
      month,
    },
    mentions: ownersOf(team),
  }
  await tx.notices.add({
    key: fact.replace('budget:told:', 'budget:'),
    kind: 'budget',
    payload: { ...notice },
    channel: budgetNewsChannel(deps, budget.scope),
    threadCardId: null,
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
  return true
}
