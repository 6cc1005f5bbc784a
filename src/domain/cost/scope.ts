/** What a figure is about. */
export type CostScope =
  { kind: 'company' } | { kind: 'team'; teamId: string } | { kind: 'project'; project: string }

export function scopeKey(scope: CostScope): string {
  if (scope.kind === 'company') return 'company'
  return scope.kind === 'team' ? `team:${scope.teamId}` : `project:${scope.project}`
}
