import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { budgetHolders } from '../domain/cost/budget-holder.ts'
import { scopeName } from '../domain/cost/budget-scope.ts'
import type { Budget, BudgetScope } from '../domain/cost/budget.ts'
import { nearest } from '../lib/nearest.ts'

/** A team or project that can have a budget, or that had one before it left the catalogue. */
export interface BudgetChoice {
  id: string
  name: string
  budget: Budget | null
}

interface Named extends BudgetChoice {
  scope: BudgetScope
}

/** Of the catalogue, as it lists them; then those that left it and have a budget. */
export function budgetChoices(catalogue: Catalogue, budgets: readonly Budget[]): Named[] {
  const byId = new Map(budgets.map((budget) => [budget.id, budget]))
  const known = budgetHolders(catalogue).map(({ id, scope, name }) => {
    return { id, scope, name, budget: byId.get(id) ?? null }
  })
  const ids = new Set(known.map(({ id }) => id))
  const gone = budgets.filter(({ id }) => !ids.has(id))
  return [...known, ...gone.map((budget) => ({ ...budget, budget }))]
}

/** What somebody calls so: a team and a project may have the same name. */
export function budgetsNamed(choices: readonly Named[], typed: string): Outcome<Named[]> {
  const byId = choices.filter(({ id }) => id === typed)
  if (byId.length > 0) return allowed(byId)
  const wanted = typed.trim().toLowerCase()
  const found = choices.filter(({ name, scope }) =>
    [name, scopeName(scope)].some((one) => one.toLowerCase() === wanted),
  )
  if (found.length > 0) return allowed(found)
  const [, kind = '', rest = ''] = /^(team|project)[\s:]+(.+)$/.exec(wanted) ?? []
  const ofKind = choices.filter(
    ({ name, scope }) =>
      scope.kind === kind && [name, scopeName(scope)].some((one) => one.toLowerCase() === rest),
  )
  if (ofKind.length > 0) return allowed(ofKind)
  const names = choices.flatMap(({ name, scope }) => [name, scopeName(scope)])
  return refused('budget-unknown', { name: typed, nearest: nearest(typed, names).join(', ') })
}
