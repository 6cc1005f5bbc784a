import { addDays, daysIn, type Day, type DayRange } from './day.ts'
import type { CostImport } from './source.ts'

/** Days of the time before, and the sources whose figures of them are compared. */
export interface SameDays {
  range: DayRange
  sourceIds: string[]
}

/**
 * The days before that may be compared with those that each source has told, counted from the beginning: bills come days
 * late, and a source that was down has holes, which must not look like savings. Where it told all of a time that is over,
 * the whole time before counts, though months differ in length.
 */
export function sameDays(
  imports: readonly CostImport[],
  { now, before, isRunning }: { now: DayRange; before: DayRange; isRunning: boolean },
): SameDays[] {
  const days = daysIn(now)
  const earlier = daysIn(before)
  const stretches = [...Map.groupBy(imports, ({ sourceId }) => sourceId)].flatMap(([sourceId, told]) => {
    const known = new Set(
      told.flatMap(({ period, state }) => (period.unit === 'day' && state !== 'empty' ? [period.day] : [])),
    )
    const places = days.flatMap((day, index) => (known.has(day) ? [index] : []))
    if (places.length === days.length && !isRunning) return [{ sourceId, range: before }]
    const counterparts = places.flatMap((index) => earlier[index] ?? [])
    return runsOf(counterparts).map((range) => ({ sourceId, range }))
  })
  const alike = Map.groupBy(stretches, ({ range }) => `${range.from} ${range.to}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ range: first.range, sourceIds: group.map(({ sourceId }) => sourceId) }] : []
  })
}

function runsOf(days: readonly Day[]): DayRange[] {
  const runs: DayRange[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.to === day) last.to = addDays(day, 1)
    else runs.push({ from: day, to: addDays(day, 1) })
  }
  return runs
}
