/** One at a time for each key, in the order of asking. */
export interface TargetTurns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function createTargetTurns(): TargetTurns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async take(key, work) {
      const before = last.get(key) ?? Promise.resolve()
      const mine = before.then(work, work)
      const settled = mine.catch(() => undefined)
      last.set(key, settled)
      try {
        return await mine
      } finally {
        if (last.get(key) === settled) last.delete(key)
      }
    },
  }
}
