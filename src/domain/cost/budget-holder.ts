import { projectNamed, type Catalogue, type Team } from '../catalogue.ts'
import { budgetId, type BudgetScope } from './budget.ts'

/** A team or project that can have a budget, as the catalogue knows it now. */
export interface BudgetHolder {
  /** That of its budget. */
  id: string
  scope: BudgetScope
  name: string
  /** The team itself, or the owner of the project. */
  team: Team | null
}

/** null: it is no longer in the catalogue. */
export function budgetHolder(catalogue: Catalogue, scope: BudgetScope): BudgetHolder | null {
  const id = budgetId(scope)
  if (scope.kind === 'project') {
    const known = projectNamed(catalogue, scope.project)
    return known && { id, scope, name: scope.project, team: known.team }
  }
  const team = catalogue.teams.find((one) => one.id === scope.teamId)
  return team ? { id, scope, name: team.name, team } : null
}

/** Teams first, then projects, as the catalogue lists them. */
export function budgetHolders(catalogue: Catalogue): BudgetHolder[] {
  const teams = catalogue.teams.map(({ id: teamId }): BudgetScope => ({ kind: 'team', teamId }))
  const names = new Set(catalogue.projects.map(({ namespace }) => namespace))
  const projects = [...names].map((project): BudgetScope => ({ kind: 'project', project }))
  return [...teams, ...projects].flatMap((scope) => budgetHolder(catalogue, scope) ?? [])
}
