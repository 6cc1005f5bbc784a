import { z } from 'zod'
import type { BudgetScope } from '../domain/cost/budget.ts'

const name = z.string().min(1).max(200)

export const budgetScope: z.ZodType<BudgetScope> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), teamId: name }),
  z.object({ kind: z.literal('project'), project: name }),
])

/** A thousand million units: beyond it is a slip of the finger, and sums of many stay exact. */
export const MOST_BUDGET_MICROS = 1_000_000_000 * 1_000_000

export const budgetMicros = z.int().positive().max(MOST_BUDGET_MICROS)

/** Version of the budget that the person saw; null: there was none. */
export const seenVersion = z.int().min(0).nullable()
