import { AsyncLocalStorage } from 'node:async_hooks'

/** Knows what already runs on this path of calls: asking the store from inside itself would wait for ever. */
export interface Scopes {
  /** Runs `fn`; rejects at once when called inside another `fn` that has not ended. */
  enter<T>(what: string, fn: () => Promise<T>): Promise<T>
}

export function createScopes(): Scopes {
  const storage = new AsyncLocalStorage<{ what: string; ended: boolean }>()
  return {
    async enter(what, fn) {
      const outer = storage.getStore()
      if (outer && !outer.ended) {
        throw new Error(
          `a ${what} inside a ${outer.what} of the same store would wait for ever: use what it was given`,
        )
      }
      const scope = { what, ended: false }
      try {
        return await storage.run(scope, fn)
      } finally {
        scope.ended = true
      }
    },
  }
}
