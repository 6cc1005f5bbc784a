import { quoteValue, type Problem } from './problem.ts'
import { asEntry, entries, repeated, unknownName, type Entry, type Report } from './raw-entries.ts'
import { fieldName } from './schema-problems.ts'
import type { FieldPath } from './yaml-source.ts'

export interface KnownNames {
  clusters: string[]
  /** In the order of promotion. */
  environments: string[]
  projects: string[]
}

interface Place {
  path: FieldPath
  /** Of the environment. */
  name: unknown
  known: KnownNames
}

/** Of an environment, or of the parts of it that a project replaces. */
export function environmentProblems(parts: Entry, place: Place, report: Report): Problem[] {
  const waves = entries(parts['waves'])
  const path = [...place.path, 'waves']
  return [
    ...repeated(waves, { key: 'name', path, remedy: 'give each wave its own name' }, report),
    ...regionProblems(waves, { ...place, path }, report),
    ...promotionProblems(asEntry(parts['promotion'])['from'], place, report),
    ...entries(parts['freezes']).flatMap((freeze, index) =>
      freezeProblems(freeze, [...place.path, 'freezes', index], report),
    ),
  ]
}

function regionProblems(waves: Entry[], { path, known }: Place, report: Report): Problem[] {
  const firstAt = new Map<string, FieldPath>()
  return waves.flatMap((wave, waveIndex) =>
    entries(wave['regions']).flatMap((entry, index) => {
      const { region, cluster } = entry
      const at = [...path, waveIndex, 'regions', index]
      const found = unknownName(
        cluster,
        { among: known.clusters, path: [...at, 'cluster'], what: 'the name of a cluster', place: 'clusters' },
        report,
      )
      if (typeof region !== 'string') return found
      const first = firstAt.get(region)
      if (!first) firstAt.set(region, at)
      else {
        const problem = `${quoteValue(region)} is already a region of this environment (${fieldName(first)})`
        found.push(report([...at, 'region'], problem, 'name each region once; two clusters are two regions'))
      }
      return found
    }),
  )
}

function promotionProblems(from: unknown, { path, name, known }: Place, report: Report): Problem[] {
  const at = [...path, 'promotion', 'from']
  const unknown = unknownName(
    from,
    {
      among: known.environments,
      path: at,
      what: 'the name of an environment',
      place: 'deploys.environments',
    },
    report,
  )
  const own = known.environments.indexOf(String(name))
  if (unknown.length > 0 || typeof from !== 'string' || own === -1) return unknown
  if (known.environments.indexOf(from) < own) return []
  const earlier = known.environments.slice(0, own)
  const remedy =
    earlier.length > 0
      ? `name one that stands above it: ${earlier.join(', ')}`
      : 'leave promotion out: this is the first environment'
  return [report(at, `${quoteValue(from)} is not an earlier environment`, remedy)]
}

function freezeProblems(freeze: Entry, path: FieldPath, report: Report): Problem[] {
  const { weekly, dated } = freeze
  if (weekly !== undefined && dated !== undefined) {
    return [report([...path, 'dated'], 'stands beside weekly', 'write two freezes')]
  }
  if (weekly === undefined && dated === undefined) {
    const remedy = 'give weekly: { from: Fri 18:00, to: Mon 09:00 }, or dated with two dates'
    return [report(path, 'does not say when', remedy)]
  }
  const { from, to } = asEntry(weekly ?? dated)
  if (typeof from !== 'string' || typeof to !== 'string') return []
  if (weekly !== undefined) {
    if (from !== to) return []
    const remedy = 'let it end at another time; for a freeze without end, use /freeze'
    return [report([...path, 'weekly', 'to'], 'is when it begins: nothing could ever be deployed', remedy)]
  }
  // Both are written alike, so that the order of the texts is that of the times.
  if (from < to || from.length !== to.length) return []
  return [
    report(
      [...path, 'dated', 'to'],
      `${quoteValue(to)} is not after ${quoteValue(from)}`,
      'exchange the two',
    ),
  ]
}
