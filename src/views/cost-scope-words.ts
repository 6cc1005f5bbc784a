import type { CostScope } from '../domain/cost/scope.ts'
import type { DigestScope } from '../domain/digest-scope.ts'

const MOST_TEAMS = 6

/** Whose figures a digest tells, as plain text. */
export function scopeTitle(scope: DigestScope): string {
  if (scope.kind === 'company') return 'the whole company'
  if (scope.kind === 'unowned') return 'what nobody owns'
  return scope.teamNames.join(', ')
}

/** What the readers of a digest can look into. */
export function scopesOf(scope: DigestScope): { scope: CostScope; name: string }[] {
  if (scope.kind !== 'teams' || scope.teamIds.length === 0)
    return [{ scope: { kind: 'company' }, name: 'the whole company' }]
  return scope.teamIds.slice(0, MOST_TEAMS).map((teamId, index) => ({
    scope: { kind: 'team', teamId },
    name: scope.teamNames[index] ?? teamId,
  }))
}
