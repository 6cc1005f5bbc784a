import type { Span } from './covered.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const UNITS: Record<string, number> = { s: 1000, m: MINUTE_MS, h: 60 * MINUTE_MS, d: DAY_MS, w: 7 * DAY_MS }
const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`

/** As `parseWindow` of OpenCost (`core/pkg/opencost/window.go`) without an offset of time zones; null: no window. */
export function readWindow(text: string, now: number): Span | null {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  if (text === 'today') return { from: today, to: today + DAY_MS }
  if (text === 'yesterday') return { from: today - DAY_MS, to: today }
  const duration = /^(\d+)([mhdw])$/.exec(text)
  if (duration) return pastOf(Number(duration[1]), duration[2] ?? '', now)
  const seconds = /^(\d+)[,-](\d+)$/.exec(text)
  if (seconds) return closed(Number(seconds[1]) * 1000, Number(seconds[2]) * 1000)
  const moments = new RegExp(`^(${MOMENT}),(${MOMENT})$`).exec(text)
  return moments ? closed(Date.parse(moments[1] ?? ''), Date.parse(moments[2] ?? '')) : null
}

/** `90s`, `30m`, `1h`, `1d`; null: none. */
export function readDuration(text: string): number | null {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit] ?? 0)
  return ms > 0 ? ms : null
}

/** "The past X hours" are this hour and those before it; weeks end with today. */
function pastOf(count: number, unit: string, now: number): Span | null {
  const length = UNITS[unit] ?? 0
  const step = unit === 'w' ? DAY_MS : length
  const to = Math.floor(now / step) * step + step
  return closed(to - count * length, to)
}

function closed(from: number, to: number): Span | null {
  return from < to && Number.isFinite(from) && Number.isFinite(to) ? { from, to } : null
}
