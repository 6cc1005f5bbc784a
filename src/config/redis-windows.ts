import { z } from 'zod'

const TIME = '([01]\\d|2[0-3]):[0-5]\\d'
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY = `(${DAYS.join('|')})`
const HOUR = 60
const DAY_MINUTES = 24 * HOUR
const WEEK_MINUTES = 7 * DAY_MINUTES

/** As AWS wants it: the shortest that it takes. */
const LEAST = HOUR
const TOO_SHORT = `is shorter than ${LEAST} minutes`

/** Every day, UTC: `17:00-18:00`. */
export function dailyWindow() {
  return windowOf(new RegExp(`^${TIME}-${TIME}$`), 'is not a time of the day such as 17:00-18:00')
}
export const DAILY_WINDOW_REMEDY = `write begin and end in UTC, ${LEAST} minutes or more, such as "17:00-18:00"`

/** Every week, UTC: `sun:19:00-sun:20:00`. */
export function weeklyWindow() {
  return windowOf(
    new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`),
    'is not a time of the week such as sun:19:00-sun:20:00',
  )
}
export const WEEKLY_WINDOW_REMEDY = `write begin and end in UTC, ${LEAST} minutes or more, such as "sun:19:00-sun:20:00"`

/** Whether some day's window and that of the week have a minute in common. */
export function windowsMeet(daily: string, weekly: string): boolean {
  const week = readWindow(weekly)
  return DAYS.some((_, day) => {
    const { start, minutes } = readWindow(daily)
    const begins = start + day * DAY_MINUTES
    return isWithin(begins, week) || isWithin(week.start, { start: begins, minutes })
  })
}

function windowOf(pattern: RegExp, error: string) {
  return z
    .string()
    .regex(pattern, { error, abort: true })
    .refine((text) => readWindow(text).minutes >= LEAST, { error: TOO_SHORT })
}

/** Minutes from Monday, or from midnight where no day is named; the end may be past midnight or Sunday. */
function readWindow(text: string): { start: number; minutes: number } {
  const [from = '', to = ''] = text.split('-')
  const around = from.length > 5 ? WEEK_MINUTES : DAY_MINUTES
  return { start: minuteOf(from), minutes: (minuteOf(to) - minuteOf(from) + around) % around }
}

function minuteOf(text: string): number {
  const [minute = 0, hour = 0] = text.split(':').slice(-2).map(Number).toReversed()
  return Math.max(0, DAYS.indexOf(text.slice(0, 3))) * DAY_MINUTES + hour * HOUR + minute
}

function isWithin(minute: number, { start, minutes }: { start: number; minutes: number }): boolean {
  return (minute - start + WEEK_MINUTES) % WEEK_MINUTES < minutes
}
