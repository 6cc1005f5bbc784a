import { comparableSources } from '../domain/cost/comparable.ts'
import type { CostRange } from '../domain/cost/records.ts'
import { sameDays } from '../domain/cost/same-days.ts'
import { sameHours } from '../domain/cost/same-hours.ts'
import type { CostImport } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'
import type { ReportWindow } from './cost-report-window.ts'

/** A stretch of the time before, and the sources whose figures of it are compared. */
export interface Before {
  range: CostRange
  sourceIds: string[]
}

/**
 * What the figures of a period are compared with: of each source what it has told of the period, no more. What was
 * removed from the configuration is compared as a whole: its cost is gone.
 */
export async function readBeforeRanges(
  reads: Pick<Reads, 'costs'>,
  { hours, period }: ReportWindow,
  configured: ReadonlySet<string>,
): Promise<Before[]> {
  const window = hours
    ? { unit: 'hour' as const, ...hours }
    : { unit: 'day' as const, now: period.days, before: period.before }
  const now = await reads.costs.imports(rangeIn(window, 'now'))
  const before = await reads.costs.imports(rangeIn(window, 'before'))
  const comparable = comparableSources({ now, before }, window)
  const same: Before[] =
    window.unit === 'hour'
      ? sameHours(now, window).map((one) => ({ ...one, range: { unit: 'hour', ...one.range } }))
      : sameDays(now, { ...window, isRunning: period.isRunning }).map((one) => ({
          ...one,
          range: { unit: 'day', ...one.range },
        }))
  const compared = same.flatMap(({ range, sourceIds }) => {
    const known = sourceIds.filter((id) => comparable.has(id))
    return known.length === 0 ? [] : [{ range, sourceIds: known }]
  })
  const removed = removedSources({ now, before }, configured)
  if (compared.length === 0 || removed.length === 0) return compared
  return [...compared, { range: rangeIn(window, 'before'), sourceIds: removed }]
}

type Window = Parameters<typeof comparableSources>[1]

function rangeIn(window: Window, which: 'now' | 'before'): CostRange {
  return window.unit === 'hour' ? { unit: 'hour', ...window[which] } : { unit: 'day', ...window[which] }
}

function removedSources(
  { now, before }: { now: readonly CostImport[]; before: readonly CostImport[] },
  configured: ReadonlySet<string>,
): string[] {
  const told = new Set(now.map(({ sourceId }) => sourceId))
  const earlier = new Set(before.flatMap(({ state, sourceId }) => (state === 'empty' ? [] : [sourceId])))
  return [...earlier].filter((id) => !configured.has(id) && !told.has(id))
}
