import type { CostLine, CostTotal } from '../domain/cost/line.ts'
import type { CostRange } from '../domain/cost/records.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'
import { readBeforeRanges } from './cost-report-before.ts'
import { filterOf } from './cost-report-filter.ts'
import type { ReportWindow } from './cost-report-window.ts'
import { othersTurn } from './others-turn.ts'

export interface Figures {
  now: CostTotal[]
  /** null: nothing is known of that time. */
  before: CostTotal[] | null
  lines: CostLine[]
  beforeLines: CostLine[] | null
  /** Ids of the sources that told of both times. */
  compared: ReadonlySet<string>
}

interface Asked {
  scope: CostScope
  window: ReportWindow
  sources: readonly CostSourceInfo[]
}

/** The figures of the period, and of as much of the time before as each source has told of the period. */
export async function readFigures(reads: Reads, { scope, window, sources }: Asked): Promise<Figures> {
  const filter = filterOf(scope)
  const range = rangeOf(window)
  const { totals: now, lines } = await reads.costs.totalsAndLines(range, filter)
  await othersTurn()
  const parts = await readBeforeRanges(reads, window, new Set(sources.map(({ id }) => id)))
  const compared = new Set(parts.flatMap(({ sourceIds }) => sourceIds))
  if (parts.length === 0) return { now, lines, before: null, beforeLines: null, compared }
  const before = []
  for (const { range: earlier, sourceIds } of parts)
    before.push(await reads.costs.totalsAndLines(earlier, { ...filter, sourceIds }))
  return {
    now,
    lines,
    before: before.flatMap(({ totals }) => totals),
    beforeLines: before.flatMap((part) => part.lines),
    compared,
  }
}

/** Nothing is compared when one of the sources has not told of the time before: its beginning would look like growth. */
export function honest(figures: Figures): Figures {
  const isComparable = figures.now.every(({ sourceId }) => figures.compared.has(sourceId))
  return isComparable ? figures : { ...figures, before: null, beforeLines: null }
}

export function rangeOf({ period, hours }: ReportWindow): CostRange {
  return hours ? { unit: 'hour', ...hours.now } : { unit: 'day', ...period.days }
}
