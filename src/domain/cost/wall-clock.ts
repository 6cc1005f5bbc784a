import { IANAZone } from 'luxon'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** What clocks in the zone show, as ms of a UTC that shows the same. Throws RangeError for a zone that is none. */
export function wallClock(at: number, zone: string): number {
  const offset = IANAZone.create(zone).offset(at)
  if (Number.isNaN(offset)) throw new RangeError(`no time zone: ${zone.slice(0, 40)}`)
  return at + offset * MINUTE_MS
}

/**
 * The first time at which clocks in the zone show this or, when they leap over it, more. So a window between two
 * readings holds an hour that clocks show twice both times, and of one that they leap over nothing.
 */
export function atWallClock(wall: number, zone: string): number {
  const around = [wall - DAY_MS, wall + DAY_MS]
  const shown = around
    .map((at) => wall - (wallClock(at, zone) - at))
    .filter((at) => wallClock(at, zone) === wall)
  return shown.length > 0 ? Math.min(...shown) : leapOver(wall, zone)
}

function leapOver(wall: number, zone: string): number {
  let [before, after] = [wall - DAY_MS, wall + DAY_MS]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallClock(middle, zone) < wall) before = middle
    else after = middle
  }
  return after
}
