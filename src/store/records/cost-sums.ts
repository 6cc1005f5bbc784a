import { COST_KINDS, type ByKind, type CostKind } from '../../domain/cost/money.ts'

/** Figures that stand together: minutes of pods, then micro-units by kind. */
export const STRIDE = 1 + COST_KINDS.length

const FIRST_SLOTS = 256

/** Sums of figures, in slots. */
export interface CostSums {
  /** Index of the first figure of a new slot. */
  newSlot(): number
  /** Another array after each new slot. */
  readonly values: Float64Array
  podMinutes(slot: number): number
  micros(slot: number): ByKind
  microsOf(slots: readonly number[]): ByKind
  total(slot: number): number
}

export function createCostSums(): CostSums {
  let values = new Float64Array(FIRST_SLOTS * STRIDE)
  let used = 0
  const at = (index: number) => values[index] as number
  return {
    newSlot() {
      if (used === values.length) {
        const larger = new Float64Array(values.length * 2)
        larger.set(values)
        values = larger
      }
      const slot = used
      used += STRIDE
      return slot
    },
    get values() {
      return values
    },
    podMinutes: (slot) => at(slot),
    micros(slot) {
      const micros: Partial<Record<CostKind, number>> = {}
      for (let i = 1; i < STRIDE; i++) {
        const value = at(slot + i)
        if (value !== 0) micros[COST_KINDS[i - 1] as CostKind] = value
      }
      return micros
    },
    microsOf(slots) {
      const micros: Partial<Record<CostKind, number>> = {}
      for (let i = 1; i < STRIDE; i++) {
        let value = 0
        for (const slot of slots) value = exact(value + at(slot + i))
        if (value !== 0) micros[COST_KINDS[i - 1] as CostKind] = value
      }
      return micros
    },
    total: (slot) => COST_KINDS.reduce((sum, _, i) => exact(sum + at(slot + 1 + i)), 0),
  }
}

/** Throws when the number has lost digits: a wrong sum of money would look like a right one. */
export function exact(sum: number): number {
  if (Number.isSafeInteger(sum)) return sum
  throw inexact(sum)
}

export function inexact(sum: number): RangeError {
  return new RangeError(`summing costs: ${sum} is no whole number of micro-units that can be exact`)
}
