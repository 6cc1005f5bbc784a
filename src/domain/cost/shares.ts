import type { CostLine, CostTotal } from './line.ts'
import { COST_KINDS, totalOf } from './money.ts'
import type { Breakdown, CostShare, Part } from './report.ts'
import type { TeamNames } from './team-names.ts'

type Line = CostLine | CostTotal

export interface SharesFacts {
  names: TeamNames
  /** So many are listed, the rest is summed up; `shared`, `idle` and `unowned` do not count. */
  most: number
  /** Services of the same name in other projects are others. Left out: yes. */
  withProject?: boolean
}

const ASIDE = ['shared', 'idle', 'unowned'] as const

/**
 * How a total is made up, exactly: the sum of the shares is the total. Of services and kinds, what is shared or
 * unowned is a part; what is idle stands beside them.
 * `before` null: nothing is known of the time before. Throws RangeError for lines of several currencies.
 */
export function sharesBy(
  by: Breakdown['by'],
  now: readonly Line[],
  before: readonly Line[] | null,
  facts: SharesFacts,
): CostShare[] {
  if (new Set([...now, ...(before ?? [])].map(({ currency }) => currency)).size > 1)
    throw new RangeError('shares of several currencies')
  const sums = sumsOf(by, now, facts)
  const earlier = before && sumsOf(by, before, facts)
  const parts = new Map([...(earlier ?? []), ...sums].map(([key, { part }]) => [key, part]))
  const all = [...parts].map(([key, part]): CostShare & { key: string } => {
    const beforeMicros = earlier && (earlier.get(key)?.micros ?? 0)
    return { key, part, micros: sums.get(key)?.micros ?? 0, beforeMicros }
  })
  const told = all.filter(({ micros, beforeMicros }) => micros !== 0 || (beforeMicros ?? 0) !== 0)
  const aside = ASIDE.flatMap((is) => told.filter(({ part }) => part.is === is))
  const listed = told.filter((share) => !aside.includes(share))
  return [...cut(listed, facts.most), ...aside.map(bare)]
}

/** Credits are kept by their size, so that the rest hides nothing large. */
function cut(shares: (CostShare & { key: string })[], most: number): CostShare[] {
  const ranked = shares.toSorted((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1))
  const kept = ranked.slice(0, most).toSorted((a, b) => b.micros - a.micros)
  const rest = ranked.slice(most)
  if (rest.length === 0) return kept.map(bare)
  const beforeMicros = rest.every((share) => share.beforeMicros === null)
    ? null
    : rest.reduce((sum, share) => sum + (share.beforeMicros ?? 0), 0)
  const micros = rest.reduce((sum, share) => sum + share.micros, 0)
  return [...kept.map(bare), { part: { is: 'others', count: rest.length }, micros, beforeMicros }]
}

function size({ micros }: CostShare): number {
  return Math.abs(micros)
}

function bare({ part, micros, beforeMicros }: CostShare): CostShare {
  return { part, micros, beforeMicros }
}

function sumsOf(by: Breakdown['by'], lines: readonly Line[], facts: SharesFacts) {
  const sums = new Map<string, { part: Part; micros: number }>()
  for (const line of lines) {
    for (const { key, part, micros } of partsOf(by, line, facts)) {
      const known = sums.get(key)
      if (known) known.micros += micros
      else sums.set(key, { part, micros })
    }
  }
  return sums
}

interface KeyedShare {
  key: string
  part: Part
  micros: number
}

function partsOf(by: Breakdown['by'], line: Line, facts: SharesFacts): KeyedShare[] {
  if (by !== 'kind' || line.bucket === 'idle') {
    const part = partOf(by, line, facts)
    return [{ key: keyOf(part), part, micros: totalOf(line.micros) }]
  }
  return COST_KINDS.map((kind) => ({ key: kind, part: { is: 'kind', kind }, micros: line.micros[kind] ?? 0 }))
}

function partOf(by: Breakdown['by'], line: Line, facts: SharesFacts): Part {
  const { bucket, teamId, project } = line
  if (bucket === 'idle') return { is: bucket }
  if (by === 'service') {
    const service = 'service' in line ? line.service : ''
    const isNamed = facts.withProject !== false && project !== ''
    return { is: 'service', service, project: isNamed ? project : null }
  }
  if (bucket !== 'team') return { is: bucket }
  if (by === 'project') return { is: 'project', project }
  const id = teamId ?? ''
  return { is: 'team', teamId: id, ...facts.names.teamName(id) }
}

function keyOf(part: Part): string {
  if (part.is === 'team') return `team\0${part.teamId}`
  if (part.is === 'project') return `project\0${part.project}`
  return part.is === 'service' ? `service\0${part.service}\0${part.project ?? ''}` : part.is
}
