import type { BudgetScope } from './budget.ts'

/** The other way round than `budgetId`; null when it is the id of none. */
export function budgetScopeOf(id: string): BudgetScope | null {
  const end = id.indexOf(':')
  const name = id.slice(end + 1)
  if (end < 0 || name === '') return null
  const kind = id.slice(0, end)
  if (kind === 'team') return { kind, teamId: name }
  return kind === 'project' ? { kind, project: name } : null
}

/** What it is called in the catalogue's files. */
export function scopeName(scope: BudgetScope): string {
  return scope.kind === 'team' ? scope.teamId : scope.project
}
