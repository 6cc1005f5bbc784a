import { inspect } from 'node:util'

/** Secret values by name. Printing, spreading or serialising it shows names only. */
export interface Secrets {
  /** Throws when the name is unknown: configuration that loaded names only secrets that exist. */
  reveal(name: string): string
  names(): string[]
  /** Replaces every secret that occurs in the text by its name. */
  redact(text: string): string
  toJSON(): string
}

export function createSecrets(values: ReadonlyMap<string, string>): Secrets {
  const kept = new Map(values)
  const names = () => [...kept.keys()]
  const summary = () => `[secrets: ${names().join(', ')}]`
  const secrets: Secrets = {
    reveal(name) {
      const value = kept.get(name)
      if (value === undefined) throw new Error(`reading a secret: ${name} is not known`)
      return value
    },
    names,
    redact(text) {
      const longestFirst = [...kept].toSorted(([, a], [, b]) => b.length - a.length)
      return longestFirst.reduce((rest, [name, value]) => rest.replaceAll(value, `[${name}]`), text)
    },
    toJSON: summary,
  }
  return Object.defineProperty(secrets, inspect.custom, { value: summary })
}
