import { DateTime } from 'luxon'
import type { FreezeWindow, WeekTime } from './deploy-policy.ts'

export interface Frozen {
  reason: string
  /** When deploys go again, as far as this window goes. */
  until: number
}

/** The window that is closed now and stays so the longest; null: deploys go. */
export function frozenAt(windows: readonly FreezeWindow[], now: number): Frozen | null {
  const closed = windows.flatMap((window) => {
    const until = endOf(window, now)
    return until === null ? [] : [{ reason: window.reason, until }]
  })
  return closed.toSorted((a, b) => b.until - a.until)[0] ?? null
}

function endOf(window: FreezeWindow, now: number): number | null {
  if (!DateTime.fromMillis(now, { zone: window.timeZone }).isValid) {
    throw new Error(`unknown time zone: ${window.timeZone}`)
  }
  return window.kind === 'dated' ? endOfDated(window, now) : endOfWeekly(window, now)
}

function endOfDated(window: FreezeWindow & { kind: 'dated' }, now: number): number | null {
  const from = DateTime.fromISO(window.from, { zone: window.timeZone })
  const to = DateTime.fromISO(window.to, { zone: window.timeZone })
  if (!from.isValid || !to.isValid) throw new Error(`not a local time: ${window.from} – ${window.to}`)
  return from.toMillis() <= now && now < to.toMillis() ? to.toMillis() : null
}

// The wall clock of the zone decides both ends, so that a window is an hour longer or shorter when clocks change.
function endOfWeekly(window: FreezeWindow & { kind: 'weekly' }, now: number): number | null {
  const monday = DateTime.fromMillis(now, { zone: window.timeZone }).startOf('week')
  for (const weeks of [-1, 0]) {
    const week = monday.plus({ weeks })
    const from = momentIn(week, window.from)
    const sameWeekEnd = momentIn(week, window.to)
    const to = sameWeekEnd > from ? sameWeekEnd : momentIn(week.plus({ weeks: 1 }), window.to)
    if (from <= now && now < to) return to
  }
  return null
}

function momentIn(monday: DateTime, at: WeekTime): number {
  const [hour = 0, minute = 0] = at.time.split(':').map(Number)
  return monday
    .plus({ days: at.weekday - 1 })
    .set({ hour, minute })
    .toMillis()
}
