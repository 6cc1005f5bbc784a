const UNITS: Record<string, number> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}
const DURATION = /^(\d{1,4})(m|min|h|d|w)$/i
const LONGEST_MS = 366 * 86_400_000

/** `90m`, `2h`, `3d`, `1w` in milliseconds; null when it is none, or longer than a year. */
export function parseDuration(text: string): number | null {
  const [, count = '', unit = ''] = DURATION.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit.toLowerCase()] ?? Number.NaN)
  return ms > 0 && ms <= LONGEST_MS ? ms : null
}
