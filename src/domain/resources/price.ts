/** What a month (730 hours) costs by list price. */
export interface Price {
  /** Millionths of the currency's unit; an integer. */
  micros: number
  currency: 'USD'
  /** When the list was read. */
  asOf: number
}

/** What to look up. */
export interface PriceQuery {
  service: 'AmazonElastiCache'
  region: string
  nodeType: string
  /** As the list calls it: `Redis`, `Valkey`. */
  engine: string
}

export const HOURS_A_MONTH = 730

/** Port: list prices. */
export interface Prices {
  /** An hour of one node in micros of USD; null: unknown. Never throws; cached for a day. */
  hourly(query: PriceQuery): Promise<{ micros: number; asOf: number } | null>
}

/** null stays unknown: it is never 0. */
export function monthly(hourly: { micros: number; asOf: number } | null, nodes: number): Price | null {
  if (hourly === null) return null
  return { micros: hourly.micros * nodes * HOURS_A_MONTH, currency: 'USD', asOf: hourly.asOf }
}
