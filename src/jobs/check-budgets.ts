import type { BudgetStanding } from '../domain/cost/budget.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job } from './job.ts'

export interface CheckBudgetsDeps {
  budgetStandings(): Promise<BudgetStanding[]>
  checkBudgets: Operation<{ told: number }>
}

/** Woken when figures were replaced. */
export function createCheckBudgetsJob({ budgetStandings, checkBudgets }: CheckBudgetsDeps): Job {
  return {
    kind: 'check-budgets',
    concurrency: 1,
    async run() {
      const standings = await budgetStandings()
      if (standings.length === 0) return { done: true }
      const checked = await checkBudgets({
        actor: { kind: 'system', job: 'check-budgets' },
        input: { standings },
      })
      if (!checked.ok) throw new Error(`checking budgets: refused: ${checked.refusal.reason}`)
      return { done: true }
    },
  }
}
