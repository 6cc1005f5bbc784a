import type { SourceStanding } from '../domain/cost/report.ts'
import { plain } from './mrkdwn.ts'

const LONGEST_NAMES = 240

/** Sources that are told in the same words, in the order of the first of each. */
export function alike(
  sources: readonly SourceStanding[],
  wordsOf: (source: SourceStanding) => readonly unknown[],
): SourceStanding[][] {
  return [...Map.groupBy(sources, (source) => JSON.stringify([source.kind, ...wordsOf(source)])).values()]
}

/** "OpenCost prod-kr, prod-eu and 12 more" of sources of one kind. */
export function sourceNames(sources: readonly Pick<SourceStanding, 'kind' | 'place'>[]): string {
  return `${sources[0]?.kind === 'cost-explorer' ? 'AWS' : 'OpenCost'} ${placeNames(sources)}`
}

/** "prod-kr, prod-eu and 12 more" */
export function placeNames(sources: readonly Pick<SourceStanding, 'place'>[]): string {
  let names = ''
  for (const [index, { place }] of sources.entries()) {
    const longer = index === 0 ? plain(place, 60) : `${names}, ${plain(place, 60)}`
    if (index > 0 && longer.length > LONGEST_NAMES) return `${names} and ${sources.length - index} more`
    names = longer
  }
  return names
}

/** "it has" of one, "they have" of several. */
export function oneOrMany(sources: readonly unknown[], one: string, many: string): string {
  return sources.length === 1 ? one : many
}
