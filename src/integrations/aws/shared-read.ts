export interface Read<Thing> {
  /** null: it is not there. */
  one(name: string): Promise<Thing | null>
  /** By name, and how many calls it took. */
  all(): Promise<{ things: Map<string, Thing>; calls: number }>
}

/** What there is of these names, or of all; more than was asked for may be in it. */
export type SharedRead<Thing> = (names: string[] | 'all') => Promise<Map<string, Thing>>

interface Asker<Thing> {
  names: string[] | 'all'
  resolve: (things: Map<string, Thing>) => void
  reject: (error: unknown) => void
}

/**
 * Reads for many at once: who asks while a call is under way waits for the next one and shares it, so that no answer is
 * older than its question. One name is asked for by name, several by a list of everything, unless that takes more calls.
 */
export function createSharedRead<Thing>(read: Read<Thing>): SharedRead<Thing> {
  let waiting: Asker<Thing>[] = []
  let isRunning = false
  let callsOfAll = 1

  const askForAll = async (): Promise<Map<string, Thing>> => {
    const { things, calls } = await read.all()
    callsOfAll = calls
    return things
  }
  const askFor = async (askers: Asker<Thing>[]): Promise<Map<string, Thing>> => {
    const names = [...new Set(askers.flatMap((asker) => asker.names))]
    if (names.length > callsOfAll || askers.some((asker) => asker.names === 'all')) return askForAll()
    const found = await Promise.all(names.map(async (name) => [name, await read.one(name)] as const))
    return new Map(found.flatMap(([name, thing]) => (thing === null ? [] : [[name, thing]])))
  }
  const run = async () => {
    while (waiting.length > 0) {
      // Those who ask in the same turn come in time.
      await new Promise((resolve) => setImmediate(resolve))
      const askers = waiting
      waiting = []
      try {
        const things = await askFor(askers)
        for (const asker of askers) asker.resolve(things)
      } catch (error) {
        for (const asker of askers) asker.reject(error)
      }
    }
    isRunning = false
  }
  return (names) =>
    new Promise((resolve, reject) => {
      waiting.push({ names, resolve, reject })
      if (isRunning) return
      isRunning = true
      void run()
    })
}
