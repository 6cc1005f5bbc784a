import { setImmediate as nextTurn } from 'node:timers/promises'

/** A number of places; whoever comes later waits for one, first come first served. */
export interface Turns {
  take<T>(fn: () => Promise<T>): Promise<T>
}

export function createTurns(places: number): Turns {
  const waiting: (() => void)[] = []
  const breathe = createBreather()
  let free = places
  return {
    async take(fn) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        await breathe()
        return await fn()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}

/** Longest stretch of turns without letting the event loop see to anything else. */
const STRETCH_MS = 10

// The embedded database answers without leaving the microtask queue: a row of calls would hold up timers and sockets.
function createBreather(): () => Promise<void> {
  let stretchBegan: number | null = null
  return async () => {
    if (stretchBegan === null) {
      stretchBegan = performance.now()
      setImmediate(() => void (stretchBegan = null))
    } else if (performance.now() - stretchBegan > STRETCH_MS) {
      await nextTurn()
    }
  }
}
