/** An alert as its sender knows it. Times in ms; `endsAt` is null while it fires. */
export interface SentAlert {
  labels: Record<string, string>
  annotations: Record<string, string>
  values: Record<string, number> | null
  startsAt: number
  endsAt: number | null
}

export interface AlertDefinition {
  labels: Record<string, string>
  annotations: Record<string, string>
  values?: Record<string, number> | null
}

export interface Delivery {
  to: 'grafana' | 'alertmanager'
  body: unknown
  /** How many alerts the body carries. */
  alerts: number
  /** Real time to wait before it is sent; a sender's flushes lie seconds apart. */
  pauseMs?: number
}

export const ZERO_TIME = '0001-01-01T00:00:00Z'

/** Whole seconds, as Grafana writes times. */
export const seconds = (ms: number) =>
  new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')

/** What all alerts of a body have in common. */
export function common(maps: Record<string, string>[]): Record<string, string> {
  const [first = {}, ...rest] = maps
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((map) => map[name] === value)),
  )
}

export function sorted(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
