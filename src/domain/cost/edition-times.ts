import { DateTime } from 'luxon'
import { addDays, dayOf, utcDay, type Day } from './day.ts'
import type { CostPolicy } from './policy.ts'

/** What an edition is about, and when it is due. */
export interface EditionDue {
  edition: 'daily' | 'weekly'
  /** The day, or the Monday of the week, that it tells about. */
  day: Day
  at: number
}

type Times = Pick<CostPolicy, 'daily' | 'weekly' | 'timeZone'>

/** The newest edition of each kind that is due by `now`. */
export function editionsDue(now: number, times: Times): EditionDue[] {
  const { daily, weekly, timeZone } = times
  const due: EditionDue[] = []
  if (daily) due.push(lastOf(now, { edition: 'daily', timeZone, atMinute: daily.atMinute, weekday: null }))
  if (weekly) due.push(lastOf(now, { edition: 'weekly', timeZone, ...weekly }))
  return due
}

/** When the next one of any kind is due; null when none is wanted. */
export function nextEditionAt(now: number, { daily, weekly, timeZone }: Times): number | null {
  const next = [daily && { weekday: null, ...daily }, weekly].flatMap((one) =>
    one === null ? [] : [firstAfter(now, { ...one, timeZone })],
  )
  return next.length === 0 ? null : Math.min(...next)
}

/** Whether an edition of this day was decided by a clock that was moved back since. */
export function isAhead(day: Day, now: number): boolean {
  return day > addDays(utcDay(now), 1)
}

interface Time {
  timeZone: string
  atMinute: number
  /** 1 is Monday; null: every day. */
  weekday: number | null
}

function lastOf(now: number, { edition, ...time }: Time & Pick<EditionDue, 'edition'>): EditionDue {
  const today = dayOf(now, time.timeZone)
  for (let back = 0; ; back++) {
    const told = addDays(today, -back)
    const at = momentOf(told, time)
    if (at > now || !isOn(told, time.weekday)) continue
    return { edition, at, day: edition === 'daily' ? addDays(told, -1) : mondayBefore(told) }
  }
}

function firstAfter(now: number, time: Time): number {
  const today = dayOf(now, time.timeZone)
  for (let ahead = 0; ; ahead++) {
    const day = addDays(today, ahead)
    const at = momentOf(day, time)
    if (at > now && isOn(day, time.weekday)) return at
  }
}

/** Where clocks skip that time, luxon moves on by as much as they do. */
function momentOf(day: Day, { timeZone, atMinute }: Time): number {
  const [year, month, date] = day.split('-').map(Number)
  const hour = Math.floor(atMinute / 60)
  return DateTime.fromObject(
    { year, month, day: date, hour, minute: atMinute % 60 },
    { zone: timeZone },
  ).toMillis()
}

function isOn(day: Day, weekday: number | null): boolean {
  return weekday === null || weekdayOf(day) === weekday
}

/** Of the last whole week before the day. */
function mondayBefore(day: Day): Day {
  return addDays(day, -6 - weekdayOf(day))
}

function weekdayOf(day: Day): number {
  return DateTime.fromISO(day, { zone: 'utc' }).weekday
}
