import { DateTime } from 'luxon'
import { z } from 'zod'

const ZONE = '(?:Z|[+-]\\d{2}:\\d{2})'
const DATE = '\\d{4}-\\d{2}-\\d{2}'
const TIME = '([01]\\d|2[0-3]):[0-5]\\d'

/** As in 2026-12-24T18:00, by the clock on the wall. */
export function localTime() {
  return isoTime(new RegExp(`^${DATE}T${TIME}$`), 'is not a time such as 2026-12-24T18:00')
}
export const LOCAL_TIME_REMEDY = 'write date and time as 2026-12-24T18:00, without an offset'

/** A day, or a moment with or without its offset from UTC. */
export function dayOrTime() {
  return isoTime(
    new RegExp(`^${DATE}(T${TIME}(:[0-5]\\d)?${ZONE}?)?$`),
    'is not a date such as 2026-12-31, nor a time such as 2026-12-31T18:00',
  )
}

function isoTime(pattern: RegExp, error: string) {
  return z.string().refine((text) => pattern.test(text) && DateTime.fromISO(text).isValid, { error })
}

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** As in `Fri 18:00`. */
export function weekTime() {
  return z.string().regex(new RegExp(`^(${WEEKDAYS.join('|')}) ${TIME}$`), {
    error: 'is not a time of the week such as Fri 18:00',
  })
}
export const WEEK_TIME_REMEDY = `write one of ${WEEKDAYS.join(', ')} and a time from 00:00 to 23:59, such as Fri 18:00`

/** As in 09:00, by the clock on the wall. */
export function timeOfDay() {
  return z.string().regex(new RegExp(`^${TIME}$`), { error: 'is not a time such as 09:00' })
}
export const TIME_OF_DAY_REMEDY = 'write a time from 00:00 to 23:59, such as 09:00'

/** In the order of ISO 8601: Monday is the first. */
export const WEEKDAY_WORDS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
