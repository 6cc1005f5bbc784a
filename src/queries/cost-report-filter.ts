import type { CostFilter } from '../domain/cost/records.ts'
import type { CostScope } from '../domain/cost/scope.ts'

export function filterOf(scope: CostScope): CostFilter {
  if (scope.kind === 'company') return {}
  return scope.kind === 'team' ? { teamIds: [scope.teamId] } : { projects: [scope.project] }
}
