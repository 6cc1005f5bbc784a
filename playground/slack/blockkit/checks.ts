/** One finding in Slack's words, at a JSON pointer. */
export interface Problem {
  pointer: string
  message: string
}

export type Report = (pointer: string, message: string) => void
export type Check = (value: unknown, at: string, report: Report) => void
export type Fields = Record<string, Check>

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface TextRule {
  min?: number
  max?: number
  pattern?: RegExp
  /** How long Slack finds it; default: UTF-16 units. */
  lengthOf?: (words: string) => number
}

export function text(rule: TextRule): Check {
  const { lengthOf = (words: string) => words.length } = rule
  return (value, at, report) => {
    if (typeof value !== 'string') return report(at, 'must provide a string')
    if (rule.min && value.length < rule.min) report(at, `must be more than ${rule.min - 1} characters`)
    if (rule.max && lengthOf(value) > rule.max) report(at, `must be less than ${rule.max + 1} characters`)
    if (rule.pattern && !rule.pattern.test(value))
      report(at, `input must match regex pattern: ${rule.pattern.source}`)
  }
}

export function url(max: number): Check {
  const length = text({ min: 1, max })
  return (value, at, report) => {
    length(value, at, report)
    if (typeof value === 'string' && value && !URL.canParse(value)) report(at, 'invalid url')
  }
}

export const flag: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report(at, 'must provide a boolean')
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report(at, 'must provide an integer')
    else if (value < min) report(at, `must be greater than ${min - 1}`)
    else if (value > max) report(at, `must be less than ${max + 1}`)
  }
}

export function oneOf(values: readonly string[]): Check {
  return (value, at, report) => {
    if (!values.includes(value as string)) report(at, 'must be a valid enum value')
  }
}

export function list(item: Check, { min = 0, max }: { min?: number; max?: number }): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, 'must provide an array')
    if (value.length < min) report(at, `must provide at least ${min} items`)
    if (max !== undefined && value.length > max) report(at, `no more than ${max} items allowed`)
    for (const [index, entry] of value.entries()) item(entry, `${at}/${index}`, report)
  }
}

export function object(required: Fields, optional: Fields = {}): Check {
  const fields: Fields = { ...required, ...optional }
  return (value, at, report) => {
    if (!isRecord(value)) return report(at, 'must provide an object')
    for (const name of Object.keys(required))
      if (value[name] === undefined || value[name] === null) report(at, `missing required field: ${name}`)
    for (const [name, part] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (!check) report(at, `invalid additional property: ${name}`)
      else if (part !== undefined && part !== null) check(part, `${at}/${name}`, report)
    }
  }
}

/** Chooses the check by the value's `type`. */
export function byType(checks: Record<string, Check>): Check {
  return (value, at, report) => {
    if (!isRecord(value)) return report(at, 'must provide an object')
    if (typeof value['type'] !== 'string') return report(at, 'missing required field: type')
    const check = Object.hasOwn(checks, value['type']) ? checks[value['type']] : undefined
    if (!check) return report(`${at}/type`, `unsupported type: ${value['type']}`)
    check(value, at, report)
  }
}

export function exactlyOne(...names: string[]): Check {
  return (value, at, report) => {
    if (!isRecord(value)) return
    const given = names.filter((name) => value[name] !== undefined && value[name] !== null)
    if (given.length === 0) report(at, `missing required field: ${names[0]}`)
    for (const extra of given.slice(1)) report(at, `invalid additional property: ${extra}`)
  }
}

export function all(...checks: Check[]): Check {
  return (value, at, report) => {
    for (const check of checks) check(value, at, report)
  }
}
