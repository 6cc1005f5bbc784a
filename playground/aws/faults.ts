import { FAULT_SCRIPTS, type FaultName, type FaultOptions, type FaultScript } from './fault-scripts.ts'

/** What a fault may look at. */
export interface FaultSubject {
  operation: string
  name: string | null
}

export interface ActiveFault {
  name: FaultName
  title: string
  /** null: until it is switched off. */
  left: number | null
}

/** What is left of a fault that is on. */
interface Entry {
  options: FaultOptions
  left: number | null
  skip: number
}

export type SavedFaults = [name: FaultName, entry: Entry][]

/** Book of what goes wrong. */
export interface FaultBook {
  /** Switches it on, anew when it is on. */
  set(name: FaultName, options?: FaultOptions): void
  /** Switches it off; without a name, all. */
  clear(name?: FaultName): void
  active(): ActiveFault[]
  /** Its options when it strikes now, used up by one; null when it does not. */
  use(name: FaultName, subject: FaultSubject): FaultOptions | null
  save(): SavedFaults
  /** Puts them in place of those that are on. */
  load(saved: SavedFaults): void
}

export function createFaults(): FaultBook {
  const book = new Map<FaultName, Entry>()
  return {
    set(name, options = {}) {
      const script: FaultScript | undefined = FAULT_SCRIPTS[name]
      if (script === undefined) throw new TypeError(unknownFault(name))
      const { times = script.times, skip = 0 } = options
      book.set(name, { options: { ...script.options, ...options }, left: times, skip })
    },
    clear(name) {
      if (name === undefined) book.clear()
      else book.delete(name)
    },
    active: () => [...book].map(([name, { left }]) => ({ name, title: FAULT_SCRIPTS[name].title, left })),
    use(name, { operation, name: about }) {
      const entry = book.get(name)
      if (!entry) return null
      const { options } = entry
      if (options.operation !== undefined && options.operation !== operation) return null
      if (options.name !== undefined && options.name !== about) return null
      if (entry.skip > 0) {
        entry.skip -= 1
        return null
      }
      if (entry.left !== null) entry.left -= 1
      if (entry.left !== null && entry.left <= 0) book.delete(name)
      return options
    },
    save: () => structuredClone([...book]),
    load(saved) {
      book.clear()
      for (const [name, entry] of structuredClone(saved)) book.set(name, entry)
    },
  }
}

function unknownFault(name: string): string {
  return `${name} is no fault; faults are ${Object.keys(FAULT_SCRIPTS).join(', ')}`
}
