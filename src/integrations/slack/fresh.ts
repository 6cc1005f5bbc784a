import type { Clock } from '../../lib/clock.ts'

const MOST_KEPT = 5000

/** `anew`: what is kept does not count. */
export type Fresh<Value> = (id: string, options?: { anew: boolean }) => Promise<Value | null>

/**
 * Keeps what `ask` answered for `maxAgeMs`; askers at the same time share one call.
 * A null answer is not kept, so that the next asker tries again.
 */
export function createFresh<Value>(
  clock: Clock,
  maxAgeMs: number,
  ask: (id: string) => Promise<Value | null>,
): Fresh<Value> {
  const kept = new Map<string, { value: Value; until: number }>()
  const underWay = new Map<string, Promise<Value | null>>()
  const fetchNew = async (id: string) => {
    try {
      const value = await ask(id)
      if (value === null) return null
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(id, { value, until: clock.now() + maxAgeMs })
      return value
    } finally {
      underWay.delete(id)
    }
  }
  return async (id, { anew } = { anew: false }) => {
    const known = anew ? undefined : kept.get(id)
    if (known && clock.now() < known.until) return known.value
    kept.delete(id)
    // A call that is under way may have read before the moment that is asked about.
    const asked = (anew ? undefined : underWay.get(id)) ?? fetchNew(id)
    underWay.set(id, asked)
    return asked
  }
}
