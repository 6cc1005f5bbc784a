import { nearest } from '../lib/nearest.ts'
import { clusterProblems } from './cluster-checks.ts'
import { costProblems } from './cost-checks.ts'
import { deployProblems } from './deploy-checks.ts'
import { quoteValue, type Problem } from './problem.ts'
import { asEntry, entries, repeated, reportIn, type Entry, type Report } from './raw-entries.ts'
import { resourceProblems } from './resource-checks.ts'
import type { YamlSource } from './yaml-source.ts'

/** What a schema of single values can not see. Works on the raw file, so that it is told together with wrong types. */
export function crossChecks(source: YamlSource): Problem[] {
  const root = asEntry(source.value)
  const alerts = asEntry(root['alerts'])
  const teams = entries(root['teams'])
  const report = reportIn(source)
  return [
    ...repeated(
      teams,
      { key: 'id', path: ['teams'], remedy: 'give each team its own id, or merge the two entries' },
      report,
    ),
    ...projectProblems(entries(root['projects']), teams, report),
    ...sourceProblems(entries(alerts['sources']), report),
    ...ruleProblems(entries(alerts['namespaceRules']), report),
    ...clusterProblems(entries(root['clusters']), report),
    ...repeated(
      entries(root['registries']),
      { key: 'host', path: ['registries'], remedy: 'delete one of the two entries' },
      report,
    ),
    ...repeated(
      entries(asEntry(root['builds'])['sources']),
      { key: 'name', path: ['builds', 'sources'], remedy: 'give each source its own name' },
      report,
    ),
    ...deployProblems(root, report),
    ...resourceProblems(root, report),
    ...costProblems(root, report),
  ]
}

function projectProblems(projects: Entry[], teams: Entry[], report: Report): Problem[] {
  const ids = teams.map((team) => team['id']).filter((id) => typeof id === 'string')
  return projects.flatMap((project, index) => {
    const found: Problem[] = []
    const team = project['team']
    if (typeof team === 'string' && !ids.includes(team)) {
      const [meant] = nearest(team, ids, 1)
      const remedy = meant
        ? `did you mean "${meant}"?`
        : `add the team to teams, or use one of: ${ids.join(', ') || '(none)'}`
      found.push(report(['projects', index, 'team'], `${quoteValue(team)} is not the id of a team`, remedy))
    }
    const first = projects.slice(0, index).findIndex((other) => claimSame(other, project))
    if (first !== -1) {
      const problem = `${quoteValue(project['namespace'])} is already claimed by projects[${first}] for the same cluster`
      found.push(
        report(
          ['projects', index, 'namespace'],
          problem,
          'delete one entry, or give them different clusters',
        ),
      )
    }
    return found
  })
}

/** An entry for all clusters and one that names a cluster may stand together: the named one wins. */
function claimSame(a: Entry, b: Entry): boolean {
  if (typeof a['namespace'] !== 'string' || a['namespace'] !== b['namespace']) return false
  const [left, right] = [clustersOf(a), clustersOf(b)]
  if (left.length === 0 || right.length === 0) return left.length === right.length
  return left.some((cluster) => right.includes(cluster))
}

function clustersOf(project: Entry): unknown[] {
  return Array.isArray(project['clusters']) ? project['clusters'] : []
}

function sourceProblems(sources: Entry[], report: Report): Problem[] {
  const keyOf = (entry: Entry) => `${String(entry['kind'])}/${String(entry['name'])}`
  return sources.flatMap((entry, index) => {
    const found: Problem[] = []
    const first = sources.findIndex((other) => keyOf(other) === keyOf(entry))
    if (first !== index && typeof entry['name'] === 'string') {
      const problem = `${quoteValue(entry['name'])} is already a ${String(entry['kind'])} source (alerts.sources[${first}])`
      found.push(
        report(['alerts', 'sources', index, 'name'], problem, 'give each source of a kind its own name'),
      )
    }
    if (entry['cluster'] !== undefined && entry['clusterLabel'] !== undefined) {
      const path = ['alerts', 'sources', index, 'clusterLabel']
      found.push(
        report(path, 'stands beside cluster', 'keep one: a fixed cluster, or the label that names it'),
      )
    }
    return found
  })
}

function ruleProblems(rules: Entry[], report: Report): Problem[] {
  return rules.flatMap((rule, index) => {
    const { pattern, namespace } = rule
    if (typeof pattern !== 'string') return []
    const groups = countGroups(pattern)
    if (groups === null) {
      const path = ['alerts', 'namespaceRules', index, 'pattern']
      return [
        report(
          path,
          'is not a regular expression',
          "check brackets and backslashes; write it in 'single quotes'",
        ),
      ]
    }
    const highest = Math.max(
      0,
      ...[...String(namespace).matchAll(/\$(\d)/g)].map((match) => Number(match[1])),
    )
    if (highest <= groups) return []
    const problem = `uses $${highest}, but the pattern has ${groups === 0 ? 'no group' : `only ${groups}`}`
    return [
      report(
        ['alerts', 'namespaceRules', index, 'namespace'],
        problem,
        'put the part you need in (brackets)',
      ),
    ]
  })
}

function countGroups(pattern: string): number | null {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1
  } catch {
    return null
  }
}
