import type { CostImport, CostSourceState } from './source.ts'

/** What is known of a source: what was imported of as long as it is kept, and what became of the last reading. */
export interface Collected {
  imports: readonly CostImport[]
  state: CostSourceState | null
}

export interface CollectPlan {
  /** In the order to read them in: what people wait for first. Empty: nothing is due. */
  windows: { from: number; to: number }[]
  /** When to look again: after these are read, or when something will be due. Later than now. */
  nextAt: number
}
