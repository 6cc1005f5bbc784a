import { IANAZone } from 'luxon'

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
// Clock changes of less than an hour (Lord Howe: 30 minutes) make a "next hour" up to this late.
const LONGEST_SEARCH_MINUTES = 48 * HOUR_MINUTES

/** The newest moment, at or before `now`, at which clocks of the zone showed a full hour. */
export function lastDigestHour(now: number, zone: string): number {
  return search(Math.floor(now / MINUTE_MS), -1, zone)
}

/** The first moment after `now` at which clocks of the zone show a full hour. */
export function nextDigestHour(now: number, zone: string): number {
  return search(Math.floor(now / MINUTE_MS) + 1, 1, zone)
}

// Minute by minute, because offsets like +05:45 and the hours of a clock change follow no arithmetic of their own.
function search(fromMinute: number, step: 1 | -1, zone: string): number {
  const iana = IANAZone.create(zone)
  if (!iana.isValid) throw new Error(`unknown time zone: ${zone}`)
  for (let i = 0; i <= LONGEST_SEARCH_MINUTES; i++) {
    const minute = fromMinute + i * step
    const local = minute + Math.round(iana.offset(minute * MINUTE_MS))
    if (local % HOUR_MINUTES === 0) return minute * MINUTE_MS
  }
  throw new Error(`no full hour near ${new Date(fromMinute * MINUTE_MS).toISOString()} in ${zone}`)
}

// Webhooks that were received just before the hour are still being committed when it strikes.
const SETTLE_MS = 2_000

/** The hour whose digest is due now. */
export function digestHourDue(now: number, zone: string): number {
  return lastDigestHour(now - SETTLE_MS, zone)
}

/** When the digest after that one is due. */
export function nextDigestAt(now: number, zone: string): number {
  return nextDigestHour(now - SETTLE_MS, zone) + SETTLE_MS
}
