import type { TimeRange } from '../domain/cost/day.ts'
import { HOUR_MS, HOURS_KEPT_MS } from '../domain/cost/hours-kept.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import { hoursIn } from '../domain/cost/windows.ts'
import type { Reads } from '../domain/store.ts'

/** A bill that was not read for so long is missed. */
const DAYS_LATE_MS = 26 * HOUR_MS

/**
 * Sources whose figures are missing: of clusters those that have not told the hour, or not completely, whether they fail
 * or know nothing of it; of bills those that fail for long. One failed try is nothing to tell.
 */
export async function sourcesDown(
  reads: Pick<Reads, 'costs'>,
  { sources, hour, now }: { sources: readonly CostSourceInfo[]; hour: number; now: number },
): Promise<string[]> {
  const states = new Map((await reads.costs.sourceStates()).map((state) => [state.id, state]))
  const imports = await reads.costs.imports({ unit: 'hour', from: hour - HOUR_MS, to: hour })
  const told = new Set(imports.flatMap(({ sourceId, state }) => (state === 'complete' ? [sourceId] : [])))
  return sources
    .filter(({ id, unit }) => {
      if (unit === 'hour') return !told.has(id)
      const state = states.get(id)
      if (!state?.failure) return false
      return now - (state.readAt ?? state.failure.since) > DAYS_LATE_MS
    })
    .map(({ id }) => id)
}

/** Sources that may still tell of an hour of the range at any moment: they do not fail, and have not told all of them. */
export async function sourcesAwaited(
  reads: Pick<Reads, 'costs'>,
  { sources, range, now }: { sources: readonly CostSourceInfo[]; range: TimeRange; now: number },
): Promise<string[]> {
  const states = new Map((await reads.costs.sourceStates()).map((state) => [state.id, state]))
  // What is older is deleted, and never told again.
  const from = Math.max(range.from, now - HOURS_KEPT_MS + HOUR_MS)
  const hours = hoursIn({ from, to: range.to })
  const imports = await reads.costs.imports({ unit: 'hour', from, to: range.to })
  const told = Map.groupBy(imports, ({ sourceId }) => sourceId)
  return sources
    .filter(({ id, unit }) => unit === 'hour' && !states.get(id)?.failure)
    .filter(({ id }) => (told.get(id) ?? []).length < hours.length)
    .map(({ id }) => id)
}
