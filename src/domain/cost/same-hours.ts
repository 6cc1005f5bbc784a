import type { TimeRange } from './day.ts'
import { HOUR_MS } from './hours-kept.ts'
import type { CostImport } from './source.ts'
import { hoursIn } from './windows.ts'

/** A stretch of the time before, and the sources whose figures of it are compared. */
export interface SameHours {
  range: TimeRange
  sourceIds: string[]
}

/**
 * The hours before that may be compared with those that each source has told: a source that was down in an hour is not
 * compared in it, or its silence would look like savings. Where it told all hours, the whole time before counts, which is
 * an hour longer or shorter when clocks were changed.
 */
export function sameHours(
  imports: readonly CostImport[],
  { now, before }: { now: TimeRange; before: TimeRange },
): SameHours[] {
  const hours = hoursIn(now)
  const bySource = Map.groupBy(imports, ({ sourceId }) => sourceId)
  const stretches = [...bySource].flatMap(([sourceId, told]) => {
    const known = new Set(
      told.flatMap(({ period, state }) =>
        period.unit === 'hour' && state === 'complete' ? [period.at] : [],
      ),
    )
    const mine = hours.filter((at) => known.has(at))
    if (mine.length === hours.length) return [{ sourceId, range: before }]
    return runsOf(mine).map((run) => ({ sourceId, range: shifted(run, { now, before }) }))
  })
  const alike = Map.groupBy(stretches, ({ range }) => `${range.from} ${range.to}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ range: first.range, sourceIds: group.map(({ sourceId }) => sourceId) }] : []
  })
}

function runsOf(hours: readonly number[]): TimeRange[] {
  const runs: TimeRange[] = []
  for (const at of hours) {
    const last = runs.at(-1)
    if (last?.to === at) last.to = at + HOUR_MS
    else runs.push({ from: at, to: at + HOUR_MS })
  }
  return runs
}

function shifted(run: TimeRange, { now, before }: { now: TimeRange; before: TimeRange }): TimeRange {
  const by = before.from - now.from
  return { from: run.from + by, to: run.to + by }
}
