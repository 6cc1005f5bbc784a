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

/** Of no project. */
const ASIDE_KEY = '\0'
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
  const sums = createSums(before !== null)
  const [first] = now.length > 0 ? now : (before ?? [])
  const add = (line: Line, when: When) => {
    if (line.currency !== first?.currency) throw new RangeError('shares of several currencies')
    addTo(sums, by, { line, facts, when })
  }
  for (const line of before ?? []) add(line, 'beforeMicros')
  for (const line of now) add(line, 'micros')
  const told = sums.all().filter(({ micros, beforeMicros }) => micros !== 0 || (beforeMicros ?? 0) !== 0)
  const listed = told.filter(({ part }) => !isAside(part))
  const aside = ASIDE.flatMap((is) => told.find(({ part }) => part.is === is) ?? [])
  return [...cut(listed, facts.most), ...aside]
}

function isAside({ is }: Part): boolean {
  return is === 'shared' || is === 'idle' || is === 'unowned'
}

/** Credits are kept by their size, so that the rest hides nothing large. */
function cut(shares: CostShare[], most: number): CostShare[] {
  // Sorted as numbers first: of tens of thousands only the largest are ranked.
  const least = Float64Array.from(shares, size).sort().at(-most) ?? 0
  const ranked = shares
    .filter((share) => size(share) >= least)
    .toSorted((a, b) => size(b) - size(a) || (textOf(a) < textOf(b) ? -1 : 1))
  const kept = new Set(ranked.slice(0, most))
  const listed = [...kept].toSorted((a, b) => b.micros - a.micros)
  if (kept.size === shares.length) return listed
  const others: CostShare = { part: { is: 'others', count: 0 }, micros: 0, beforeMicros: null }
  let count = 0
  for (const share of shares) {
    if (kept.has(share)) continue
    count += 1
    others.micros += share.micros
    if (share.beforeMicros !== null) others.beforeMicros = (others.beforeMicros ?? 0) + share.beforeMicros
  }
  return [...listed, { ...others, part: { is: 'others', count } }]
}

function size({ micros }: CostShare): number {
  return Math.abs(micros)
}

function textOf({ part }: CostShare): string {
  if (part.is === 'team') return `team\0${part.teamId}`
  if (part.is === 'project') return `project\0${part.project}`
  if (part.is === 'kind') return part.kind
  return part.is === 'service' ? `service\0${part.service}\0${part.project ?? ''}` : part.is
}

type When = 'micros' | 'beforeMicros'

/** Keys are two names: made into one, of tens of thousands of lines, they would take most of the time. */
interface Sums {
  get(outer: string, inner: string): CostShare | undefined
  put(outer: string, inner: string, part: Part): CostShare
  all(): CostShare[]
}

function createSums(isCompared: boolean): Sums {
  const sums = new Map<string, Map<string, CostShare>>()
  return {
    get: (outer, inner) => sums.get(outer)?.get(inner),
    put(outer, inner, part) {
      const share = { part, micros: 0, beforeMicros: isCompared ? 0 : null }
      const within = sums.get(outer) ?? new Map<string, CostShare>()
      sums.set(outer, within.set(inner, share))
      return share
    },
    all: () => [...sums.values()].flatMap((within) => [...within.values()]),
  }
}

function addTo(
  sums: Sums,
  by: Breakdown['by'],
  { line, facts, when }: { line: Line; facts: SharesFacts; when: When },
): void {
  if (by !== 'kind' || line.bucket === 'idle') {
    const outer = outerOf(by, line, facts)
    const inner = innerOf(by, line)
    const share = sums.get(outer, inner) ?? sums.put(outer, inner, partOf(by, line, facts))
    share[when] = (share[when] ?? 0) + totalOf(line.micros)
    return
  }
  for (const kind of COST_KINDS) {
    const micros = line.micros[kind]
    if (micros === undefined) continue
    const share = sums.get('kind', kind) ?? sums.put('kind', kind, { is: 'kind', kind })
    share[when] = (share[when] ?? 0) + micros
  }
}

/** Lines of the same part, and no others, have the same two names. */
function outerOf(by: Breakdown['by'], { bucket, project }: Line, { withProject }: SharesFacts): string {
  if (by === 'service' && bucket !== 'idle') return withProject === false ? '' : project
  return bucket === 'team' ? by : ASIDE_KEY
}

function innerOf(by: Breakdown['by'], line: Line): string {
  if (by === 'service' && line.bucket !== 'idle') return serviceOf(line)
  if (line.bucket !== 'team') return line.bucket
  return by === 'project' ? line.project : (line.teamId ?? '')
}

function partOf(by: Breakdown['by'], line: Line, facts: SharesFacts): Part {
  const { bucket, teamId, project } = line
  if (bucket === 'idle') return { is: bucket }
  if (by === 'service') {
    const isNamed = facts.withProject !== false && project !== ''
    return { is: 'service', service: serviceOf(line), project: isNamed ? project : null }
  }
  if (bucket !== 'team') return { is: bucket }
  if (by === 'project') return { is: 'project', project }
  const id = teamId ?? ''
  return { is: 'team', teamId: id, ...facts.names.teamName(id) }
}

function serviceOf(line: Line): string {
  return 'service' in line ? line.service : ''
}
