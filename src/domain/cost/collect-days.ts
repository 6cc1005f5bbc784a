import type { Collected, CollectPlan } from './collected.ts'
import { addDays, daysIn, monthOf, utcDay, type Day } from './day.ts'
import type { CostPolicy } from './policy.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Bills are refreshed up to three times a day; each reading costs money. */
const READ_EVERY_MS = 8 * HOUR_MS
/** The youngest days change most. */
const RECENT_DAYS = 4
/** A month is still corrected when it is over. */
const CLOSING_DAYS = 7

/**
 * Three readings a day, one window each, up to the end of yesterday in UTC: the last days; once a day since the first
 * of the month; on the first reading, and where days are missing, as far back as the month before.
 */
export function dueDays(
  { imports, state }: Collected,
  { now, policy }: { now: number; policy: Pick<CostPolicy, 'restateDays'> },
): CollectPlan {
  const lastRead = state?.readAt ?? null
  // Read in the future: the clock was moved back since.
  if (lastRead !== null && lastRead <= now && now < lastRead + READ_EVERY_MS)
    return { windows: [], nextAt: lastRead + READ_EVERY_MS }
  const today = utcDay(now)
  const recent = addDays(today, -Math.max(RECENT_DAYS, policy.restateDays))
  // Where a month has more pages than a day has calls, the newest days are read at least.
  const isTooMuch = state?.failure?.code === 'calls-spent'
  const from = isTooMuch ? recent : firstDay(readAts(imports), { now, today, recent })
  return { windows: [{ from: Date.parse(from), to: Date.parse(today) }], nextAt: now + READ_EVERY_MS }
}

function firstDay(
  readAt: ReadonlyMap<Day, number>,
  { now, today, recent }: { now: number; today: Day; recent: Day },
): Day {
  const month = `${monthOf(addDays(today, -CLOSING_DAYS))}-01`
  const oldest = `${monthOf(addDays(`${monthOf(today)}-01`, -1))}-01`
  const stale = daysIn({ from: month, to: recent }).some((day) => {
    const last = readAt.get(day)
    return last === undefined || last > now || last <= now - DAY_MS
  })
  const missing = daysIn({ from: oldest, to: today }).find((day) => !readAt.has(day))
  return [recent, ...(stale ? [month] : []), ...(missing === undefined ? [] : [missing])].reduce((a, b) =>
    b < a ? b : a,
  )
}

function readAts(imports: Collected['imports']): Map<Day, number> {
  return new Map(
    imports.flatMap(({ period, readAt }) => (period.unit === 'day' ? [[period.day, readAt]] : [])),
  )
}
