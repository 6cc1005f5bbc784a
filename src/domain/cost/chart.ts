/** What a chart shows, without its looks. */
export interface CostChart {
  title: string
  /** What stands beside the axis: `USD`. */
  unit: string
  /** Unique, at most 20: days or weeks, in order. */
  categories: string[]
  /** At most 6, in units (not micro-units) of the currency, one per category; null: nothing is known. */
  series: { name: string; values: (number | null)[] }[]
  /** A line across: the budget; null: none. */
  limit: { name: string; value: number } | null
}
