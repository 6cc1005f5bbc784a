import { DateTime } from 'luxon'
import type { DayRange, TimeRange } from '../domain/cost/day.ts'
import { plain, plainMoment } from './mrkdwn.ts'

const DAY_MS = 86_400_000
const IN_ENGLISH = { zone: 'utc', locale: 'en' }

/** "14:00" in the zone, with its day unless that is the day of `of`. */
export function clockWords(at: number, zone: string, of: number | null): string {
  const time = DateTime.fromMillis(at, { zone, locale: 'en' })
  if (!time.isValid) return plainMoment(at)
  const isSameDay = of !== null && time.hasSame(DateTime.fromMillis(of, { zone }), 'day')
  return time.toFormat(isSameDay ? 'HH:mm' : 'd MMM HH:mm')
}

/** "14:03-14:05", "21 Nov 14:03-14:05", "20 Nov 14:03 - 22 Nov 04:10"; one time alone where both are told alike. */
export function clockRange({ from, to }: TimeRange, zone: string, of: number | null): string {
  const first = clockWords(from, zone, of)
  if (clockWords(to, zone, of) === first) return first
  const last = clockWords(to, zone, from)
  return last.includes(' ') ? `${first} - ${clockWords(to, zone, of)}` : `${first}-${last}`
}

/** "13:00-14:00": the hour that ends at `at`. */
export function hourWords(at: number, zone: string): string {
  const [from, to] = [at - 3_600_000, at].map((moment) => clockWords(moment, zone, moment))
  return `${from}-${to}`
}

/** "21 Nov" */
export function dayWords(day: string): string {
  const date = DateTime.fromISO(day, IN_ENGLISH)
  return date.isValid ? date.toFormat('d MMM') : plain(day, 20)
}

/** "Friday, 21 Nov" */
export function longDayWords(day: string): string {
  const date = DateTime.fromISO(day, IN_ENGLISH)
  return date.isValid ? date.toFormat('cccc, d MMM') : plain(day, 20)
}

/** "Friday" */
export function weekdayWords(day: string): string {
  const date = DateTime.fromISO(day, IN_ENGLISH)
  return date.isValid ? date.toFormat('cccc') : 'day'
}

/** "1-21 Nov", "28 Oct - 3 Nov", "21 Nov": the last day that is in it is named. */
export function rangeWords({ from, to }: DayRange): string {
  const first = DateTime.fromISO(from, IN_ENGLISH)
  const last = DateTime.fromISO(to, IN_ENGLISH).minus({ days: 1 })
  if (!first.isValid || !last.isValid) return `${plain(from, 20)} until before ${plain(to, 20)}`
  if (first >= last) return first.toFormat('d MMM')
  if (first.hasSame(last, 'month')) return `${first.toFormat('d')}-${last.toFormat('d MMM')}`
  return `${first.toFormat('d MMM')} - ${last.toFormat('d MMM')}`
}

/** The last day of UTC that ends at or before `until`: "19 Nov". */
export function lastDayWords(until: number): string {
  const date = DateTime.fromMillis(until - DAY_MS, IN_ENGLISH)
  return date.isValid ? date.toFormat('d MMM') : plainMoment(until)
}

/** `2026-11-20` when figures reach until `until`; empty where that is no time. */
export function dayBefore(until: number, zone: string): string {
  return DateTime.fromMillis(until - 1, { zone }).toISODate() ?? ''
}

/** "November" of `2026-11`. */
export function monthWords(month: string): string {
  const date = DateTime.fromISO(`${month}-01`, IN_ENGLISH)
  return date.isValid ? date.toFormat('LLLL') : plain(month, 20)
}
