import type { Budget, BudgetStanding } from '../domain/cost/budget.ts'
import type { Reads, Store } from '../domain/store.ts'
import { loadStanding, type BudgetStandingDeps } from './budget-standings.ts'

export async function loadStandings(
  reads: Pick<Reads, 'costs'>,
  deps: BudgetStandingDeps,
  { budgets, now }: { budgets: Budget[]; now: number },
): Promise<BudgetStanding[]> {
  const standings: BudgetStanding[] = []
  for (const budget of budgets) standings.push(await loadStanding(reads, deps, budget, now))
  return standings
}

/** How all budgets stand in the running month. */
export function createBudgetStandings(
  deps: BudgetStandingDeps & { store: Pick<Store, 'read'>; now(): number },
): () => Promise<BudgetStanding[]> {
  return () =>
    deps.store.read(async (reads) =>
      loadStandings(reads, deps, { budgets: await reads.budgets.all(), now: deps.now() }),
    )
}
