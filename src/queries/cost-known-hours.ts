import type { TimeRange } from '../domain/cost/day.ts'
import type { CostImport } from '../domain/cost/source.ts'
import { hoursIn } from '../domain/cost/windows.ts'

/** Hours that begin in the range, and of how many every source has told completely; where there is no source, of none. */
export function knownHours(
  imports: readonly CostImport[],
  { sourceIds, range }: { sourceIds: readonly string[]; range: TimeRange },
): { known: number; of: number } {
  const told = new Map<number, Set<string>>()
  for (const { period, state, sourceId } of imports) {
    if (period.unit !== 'hour' || state !== 'complete') continue
    told.set(period.at, (told.get(period.at) ?? new Set<string>()).add(sourceId))
  }
  const hours = hoursIn(range)
  const known = hours.filter((at) => sourceIds.length > 0 && sourceIds.every((id) => told.get(at)?.has(id)))
  return { known: known.length, of: hours.length }
}
