import { addDays, daysIn, timesOf, type Day, type DayRange, type TimeRange } from './day.ts'
import { HOUR_MS } from './hours-kept.ts'
import type { SourceStanding } from './report.ts'
import type { CostImport, CostSourceInfo, CostSourceState } from './source.ts'
import { hoursIn } from './windows.ts'

/** The time asked for. Sources of days tell nothing of `hours`; sources of hours are asked for those, else for `days`. */
export interface StandingWindow {
  hours?: TimeRange
  days?: DayRange
  /** Of the days of sources that tell hours. */
  zone: string
}

export interface StandingFacts {
  infos: readonly CostSourceInfo[]
  states: readonly CostSourceState[]
  /** Of the time asked for. */
  imports: readonly CostImport[]
  window: StandingWindow
  /** What is not over by now is not missing. Left out: everything asked for is over. */
  now?: number
}

/** Bills come a day or two late, always: nobody is warned of that, `until` says it. */
const USUAL_LAG_MS = 72 * HOUR_MS

/** Without the days that sources of bills have not told because they never have by `at`. */
export function withoutUsualLag(standings: readonly SourceStanding[], at: number): SourceStanding[] {
  return standings.map((one) =>
    one.unit === 'day' && one.until !== null && at - one.until < USUAL_LAG_MS ? { ...one, missing: 0 } : one,
  )
}

/** What each source knew, in the order of the configuration; then those that are in the figures only. */
export function sourceStandings(facts: StandingFacts): SourceStanding[] {
  const imports = Map.groupBy(facts.imports, ({ sourceId }) => sourceId)
  const configured = new Set(facts.infos.map(({ id }) => id))
  const removed = [...imports]
    .filter(([id, of]) => !configured.has(id) && of.some(({ state }) => state !== 'empty'))
    .map(([id, of]) => removedSource(id, of))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // Once for all sources: clocks of a zone are slow to ask.
  const asked = { hour: periodsAsked('hour', facts.window), day: periodsAsked('day', facts.window) }
  return [...facts.infos, ...removed].map((info) => {
    const isRemoved = !configured.has(info.id)
    return standing(info, imports.get(info.id) ?? [], { ...facts, asked: asked[info.unit], isRemoved })
  })
}

function standing(
  info: CostSourceInfo,
  imports: readonly CostImport[],
  {
    states,
    window,
    now = Infinity,
    asked,
    isRemoved,
  }: StandingFacts & { asked: readonly Asked[]; isRemoved: boolean },
): SourceStanding {
  const byKey = new Map(imports.map((one) => [keyOf(one), one]))
  const told = asked.flatMap((period) => {
    const found = byKey.get(period.key)
    return found && found.state !== 'empty' ? [{ ...found, from: period.from }] : []
  })
  const newest = told.at(-1)
  const complete = new Set(told.filter(({ state }) => state === 'complete').map(keyOf))
  const state = states.find(({ id }) => id === info.id)
  const failure = isRemoved ? null : (state?.failure ?? null)
  return {
    id: info.id,
    kind: info.kind,
    place: info.place,
    cluster: info.cluster,
    unit: info.unit,
    prices: info.prices,
    until: newest ? untilOf(newest) : null,
    readAt: newest?.readAt ?? null,
    down: failure && { since: failure.since, code: failure.code },
    ...(info.unit === 'hour' && !window.hours && { missingUnit: 'day' as const }),
    missing: isRemoved ? 0 : asked.filter(({ key, to }) => to <= now && !complete.has(key)).length,
    isEstimated: told.some(({ isEstimated }) => isEstimated),
    notes: state?.notes ?? [],
    isRemoved,
  }
}

interface Asked extends TimeRange {
  key: string
}

/** In order of time. */
function periodsAsked(unit: CostSourceInfo['unit'], { hours, days, zone }: StandingWindow): Asked[] {
  if (unit === 'hour' && hours)
    return hoursIn(hours).map((at) => ({ key: String(at), from: at, to: at + HOUR_MS }))
  if (!days) return []
  return daysIn(days).map((day) => ({ key: day, ...lengthOf(day, unit === 'hour' ? zone : 'UTC') }))
}

function lengthOf(day: Day, zone: string): TimeRange {
  return timesOf({ from: day, to: addDays(day, 1) }, zone)
}

function keyOf({ period }: Pick<CostImport, 'period'>): string {
  return period.unit === 'hour' ? String(period.at) : period.day
}

/** Ids tell what a source was: `opencost:prod-kr`. Its days were days of a zone when it told hours. */
function removedSource(id: string, imports: readonly CostImport[]): CostSourceInfo {
  const [kind = '', ...rest] = id.split(':')
  const place = rest.join(':')
  const isCluster = kind !== 'cost-explorer' || imports.some(({ period }) => period.unit === 'hour')
  return isCluster
    ? { id, kind: 'opencost', place, cluster: place, unit: 'hour', prices: 'list' }
    : { id, kind: 'cost-explorer', place, cluster: null, unit: 'day', prices: 'billed' }
}

/** An hour that was told in part was told in some part of it, nobody knows which; a day is told from its beginning. */
function untilOf({ from, period, coveredMs, lengthMs }: CostImport & { from: number }): number {
  return from + (period.unit === 'hour' ? lengthMs : Math.min(coveredMs, lengthMs))
}
