import type { CostReport } from '../domain/cost/report.ts'
import { code } from './mrkdwn.ts'
import { oneOrMany } from './cost-alike.ts'

const MOST_NAMES = 10

/** Where the figures of namespaces stand that serve everybody; of the company nothing needs to be said. */
export function sharedLines({ scope, shared = [] }: CostReport): string[] {
  if (shared.length === 0 || scope.kind === 'company') return []
  if (scope.kind === 'project')
    return ['It serves everybody: in the figures of the company it stands under *shared*, and under no team.']
  const names = shared.slice(0, MOST_NAMES).map((name) => code(name, 80))
  const left = shared.length - names.length
  const all = `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`
  return [
    `Without ${all}, which ${oneOrMany(shared, 'serves', 'serve')} everybody and ${oneOrMany(shared, 'stands', 'stand')} under *shared*, not under the team.`,
  ]
}
