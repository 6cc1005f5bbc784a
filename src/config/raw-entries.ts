import { nearest } from '../lib/nearest.ts'
import { quoteValue, type Problem } from './problem.ts'
import { fieldName } from './schema-problems.ts'
import type { FieldPath, YamlSource } from './yaml-source.ts'

/** A mapping of the file as it stands there, right or wrong. */
export type Entry = Record<string, unknown>

export type Report = (path: FieldPath, problem: string, remedy: string) => Problem

export function reportIn(source: YamlSource): Report {
  return (path, problem, remedy) => ({ where: source.locate(path), field: fieldName(path), problem, remedy })
}

export function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? value.map(asEntry) : []
}

export function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null ? (value as Entry) : {}
}

/** The values of one key, of the entries that have it as text. */
export function textsOf(list: readonly Entry[], key: string): string[] {
  return list.map((entry) => entry[key]).filter((text) => typeof text === 'string')
}

/** Entries whose `key` has the value of an earlier one. */
export function repeated(
  list: readonly Entry[],
  { key, path, remedy }: { key: string; path: FieldPath; remedy: string },
  report: Report,
): Problem[] {
  return list.flatMap((entry, index) => {
    const first = list.findIndex((other) => typeof other[key] === 'string' && other[key] === entry[key])
    if (first === -1 || first === index) return []
    const problem = `${quoteValue(entry[key])} is already the ${key} of ${fieldName([...path, first])}`
    return [report([...path, index, key], problem, remedy)]
  })
}

/** A name that must be one of those listed elsewhere in the file. */
export function unknownName(
  value: unknown,
  { among, path, what, place }: { among: readonly string[]; path: FieldPath; what: string; place: string },
  report: Report,
): Problem[] {
  if (typeof value !== 'string' || among.includes(value)) return []
  const [meant] = nearest(value, among, 1)
  const known = [...new Set(among)].join(', ') || '(none)'
  const remedy = meant ? `did you mean "${meant}"?` : `add it to ${place}, or use one of: ${known}`
  return [report(path, `${quoteValue(value)} is not ${what}`, remedy)]
}
