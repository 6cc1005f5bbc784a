import { invalidCombination, invalidValue } from './input.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * DAY_MINUTES
const LEAST_MINUTES = 60
const CLOCK = '([01]\\d|2[0-3]):([0-5]\\d)'
const SNAPSHOT = new RegExp(`^${CLOCK}-${CLOCK}$`)
const MAINTENANCE = new RegExp(`^(${DAYS.join('|')}):${CLOCK}-(${DAYS.join('|')}):${CLOCK}$`)

/**
 * UTC, an hour at least, and apart from each other. Throws AwsFault.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function checkWindows(windows: { snapshot: string; maintenance: string }): void {
  const daily = readSnapshotWindow(windows.snapshot)
  const weekly = readMaintenanceWindow(windows.maintenance)
  const overlaps = DAYS.some((_day, index) => {
    const start = index * DAY_MINUTES + daily.start
    return [start, start + WEEK_MINUTES, start - WEEK_MINUTES].some(
      (at) => at < weekly.start + weekly.length && weekly.start < at + daily.length,
    )
  })
  if (overlaps) throw invalidCombination('The snapshot window and the maintenance window must not overlap.')
}

function readSnapshotWindow(text: string): { start: number; length: number } {
  const [, fromHour, fromMinute, toHour, toMinute] = SNAPSHOT.exec(text) ?? []
  if (fromHour === undefined) throw invalidValue(`Invalid snapshot window: ${text}. Format: hh24:mi-hh24:mi`)
  const start = Number(fromHour) * 60 + Number(fromMinute)
  const end = Number(toHour) * 60 + Number(toMinute)
  return longEnough('snapshot', { start, length: (end - start + DAY_MINUTES) % DAY_MINUTES })
}

function readMaintenanceWindow(text: string): { start: number; length: number } {
  const match = MAINTENANCE.exec(text.toLowerCase())
  if (!match) throw invalidValue(`Invalid maintenance window: ${text}. Format: ddd:hh24:mi-ddd:hh24:mi`)
  const [, fromDay = '', fromHour, fromMinute, toDay = '', toHour, toMinute] = match
  const start = DAYS.indexOf(fromDay) * DAY_MINUTES + Number(fromHour) * 60 + Number(fromMinute)
  const end = DAYS.indexOf(toDay) * DAY_MINUTES + Number(toHour) * 60 + Number(toMinute)
  return longEnough('maintenance', { start, length: (end - start + WEEK_MINUTES) % WEEK_MINUTES })
}

function longEnough(name: string, window: { start: number; length: number }) {
  if (window.length < LEAST_MINUTES)
    throw invalidValue(`The ${name} window must be at least ${LEAST_MINUTES} minutes.`)
  return window
}
