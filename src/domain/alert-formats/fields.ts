const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
const YEAR_TWO = Date.parse('0002-01-01T00:00:00Z')

export type Fields = Record<string, unknown>

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** RFC 3339 in ms; null for absent and for Go's zero time (year 1); undefined when it is no time. */
export function timeOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' || !TIME.test(value)) return undefined
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) return undefined
  return ms < YEAR_TWO ? null : ms
}

/** Text that the database and a Map agree on: well-formed, without NUL. */
export function identityText(value: unknown): string {
  if (typeof value !== 'string') return ''
  const text = value.isWellFormed() ? value : value.toWellFormed()
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

/** The object itself when all its values are text; undefined otherwise. Absent counts as empty. */
export function textsOf(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) return undefined
  for (const key in value) if (typeof value[key] !== 'string') return undefined
  return value as Record<string, string>
}

/** As `textsOf`, but what is no text is written as JSON: an odd annotation is no reason to lose an alert. */
export function looseTextsOf(value: unknown): Record<string, string> {
  const texts = textsOf(value)
  if (texts) return texts
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? item : jsonOf(item)]),
  )
}

/** refID → number, null where the sender had no number. */
export function numbersOf(value: unknown): Record<string, number | null> {
  if (!isObject(value)) return {}
  for (const key in value) {
    if (typeof value[key] !== 'number' && value[key] !== null) return onlyNumbers(value)
  }
  return value as Record<string, number | null>
}

function onlyNumbers(value: Fields): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'number' ? item : null]),
  )
}

/** The URL when it is one that a browser can open. */
export function linkOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^https?:\/\/[^\s]+$/i.test(value) ? value : undefined
}

export function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0
}

/** The value as JSON; empty when it is nested too deeply to be written. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}
