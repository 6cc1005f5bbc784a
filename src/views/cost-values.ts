import type { PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import { buttonValue } from './ids.ts'

/** What readers of these values take. */
const LONGEST_NAME = 800
const LONGEST_BUDGET = 400

/** `v1:<scope>:<period>` as `ACTION.showCost` takes it; null when the name is too long for a button. */
export function costValue(scope: CostScope, word: PeriodWord): string | null {
  const of = scopeValue(scope)
  return of.length <= LONGEST_NAME ? buttonValue(`${of}:${word}`) : null
}

/** `company`, `team/<id>` or `project/<name>`, each part URI-encoded. */
function scopeValue(scope: CostScope): string {
  if (scope.kind === 'company') return 'company'
  const name = scope.kind === 'team' ? scope.teamId : scope.project
  return `${scope.kind}/${encodeURIComponent(name.toWellFormed())}`
}

/** `v1:<budgetId>`, URI-encoded, as `ACTION.askBudget` and `ACTION.setBudget` take it; without an id `v1`. */
export function budgetValue(budgetId: string | null): string {
  if (budgetId === null) return 'v1'
  const encoded = encodeURIComponent(budgetId.toWellFormed())
  return encoded.length <= LONGEST_BUDGET && encoded !== '' ? buttonValue(encoded) : 'v1'
}
