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
  const next = new Map<string, Promise<Value | null>>()

  const fetchNew = async (id: string) => {
    const value = await ask(id)
    if (value === null) return null
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(id, { value, until: clock.now() + maxAgeMs })
    return value
  }
  const begin = (id: string) => {
    const asked: Promise<Value | null> = fetchNew(id).finally(() => {
      if (underWay.get(id) === asked) underWay.delete(id)
    })
    underWay.set(id, asked)
    return asked
  }
  const askNext = async (id: string) => {
    await underWay.get(id)?.catch(() => null)
    next.delete(id)
    return begin(id)
  }
  return async (id, { anew } = { anew: false }) => {
    if (anew) {
      kept.delete(id)
      // A call that is under way may have read before the moment that is asked about: the one after it is shared.
      const asked = next.get(id) ?? askNext(id)
      next.set(id, asked)
      return asked
    }
    const known = kept.get(id)
    if (known && clock.now() < known.until) return known.value
    kept.delete(id)
    return underWay.get(id) ?? begin(id)
  }
}
