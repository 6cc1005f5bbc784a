import type { Collected, CollectPlan } from './collected.ts'
import { HOUR_MS, HOURS_KEPT_MS } from './hours-kept.ts'
import type { CostPolicy } from './policy.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The minutes of an hour that has just ended are still on their way into the source. */
const SETTLE_MS = 2 * MINUTE_MS
/** These are read again each hour: late minutes come in. */
const UNSETTLED_MS = 3 * HOUR_MS
const LONGEST_WINDOW_MS = DAY_MS
/** A hole that stayed one although the source answered. */
const HOLE_AGAIN_MS = 10 * MINUTE_MS

/**
 * Each hour: the newest full hours; once a day of UTC: the days that the source may correct; always: hours of which
 * nothing is known, as far back as hours are kept. The newest come first, a day at most at a time.
 */
export function dueHours(
  { imports, state }: Collected,
  { now, policy }: { now: number; policy: Pick<CostPolicy, 'restateDays' | 'digest'> },
): CollectPlan {
  // The digest must find the newest hour read.
  const settleMs = Math.min(SETTLE_MS, Math.floor(policy.digest.afterMs / 2))
  const end = Math.floor((now - settleMs) / HOUR_MS) * HOUR_MS
  const begun = end + settleMs
  const lastRead = state?.readAt ?? null
  const isRead = state?.failure == null && lastRead !== null && lastRead >= begun && lastRead <= now
  const readAt = new Map(
    imports.flatMap((one) => (one.period.unit === 'hour' ? [[one.period.at, one.readAt]] : [])),
  )
  const isDue = (at: number) => {
    const last = readAt.get(at)
    if (last === undefined) return true
    if (isRead) return false
    // Read in the future: the clock was moved back since.
    if (last > now || at >= end - UNSETTLED_MS) return last < begun || last > now
    return at >= end - policy.restateDays * DAY_MS && last < Math.floor(now / DAY_MS) * DAY_MS
  }
  const due = hoursBack(end, now).filter(isDue)
  const nextRound = begun + HOUR_MS
  if (!isRead) return { windows: windowsOf(due, end), nextAt: nextRound }
  const holesAt = lastRead + HOLE_AGAIN_MS
  if (due.length > 0 && now >= holesAt) return { windows: windowsOf(due, end), nextAt: nextRound }
  return { windows: [], nextAt: due.length > 0 ? Math.min(holesAt, nextRound) : nextRound }
}

/** The full hours that are over and kept, the newest first. */
function hoursBack(end: number, now: number): number[] {
  const oldest = Math.ceil((now - HOURS_KEPT_MS) / HOUR_MS) * HOUR_MS
  return Array.from(
    { length: Math.max(0, (end - oldest) / HOUR_MS) },
    (_, index) => end - (index + 1) * HOUR_MS,
  )
}

/** The newest alone, so that nothing old holds them up; hours between two that are due are read along. */
function windowsOf(due: readonly number[], end: number): CollectPlan['windows'] {
  const windows: { from: number; to: number }[] = []
  for (const at of due) {
    const last = windows.at(-1)
    const isNew = at >= end - UNSETTLED_MS
    const fits = last && last.to - at <= LONGEST_WINDOW_MS && isNew === last.from >= end - UNSETTLED_MS
    if (fits) last.from = at
    else windows.push({ from: at, to: at + HOUR_MS })
  }
  return windows
}
