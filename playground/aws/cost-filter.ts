import { AwsFault } from './aws-service.ts'
import type { BillRow } from './cost-bill.ts'

export type RowFilter = (row: BillRow) => boolean

interface FilterContext {
  /** A tag that is not: as if no row had it. */
  isActive(tag: string): boolean
}

export const DIMENSIONS: Record<string, (row: BillRow) => string> = {
  SERVICE: ({ service }) => service,
  RECORD_TYPE: ({ recordType }) => recordType,
}
const MOST_VALUES = 1024
const MOST_DEPTH = 5

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Expression.html Throws AwsFault. */
export function readFilter(value: unknown, context: FilterContext, depth = 0): RowFilter {
  const [entry, ...more] = Object.entries(isMap(value) ? value : {})
  if (!entry || more.length > 0 || depth > MOST_DEPTH)
    throw refusal('Expression must have exactly one of Or, And, Not, Dimensions, Tags, CostCategories')
  const [name, inner] = entry
  const below = (one: unknown) => readFilter(one, context, depth + 1)
  if (name === 'Not') return negated(below(inner))
  if (name === 'And' || name === 'Or') {
    if (!Array.isArray(inner) || inner.length < 2)
      throw refusal(`${name} expression must have at least 2 operands`)
    const all = inner.map(below)
    return name === 'And' ? (row) => all.every((one) => one(row)) : (row) => all.some((one) => one(row))
  }
  if (name === 'Dimensions') return readDimensions(inner)
  if (name === 'Tags') return readTags(inner, context)
  throw refusal(`the simulated Cost Explorer does not filter by ${name}`)
}

function readDimensions(value: unknown): RowFilter {
  const { key, values, options } = readMatch(value)
  if (!Object.hasOwn(DIMENSIONS, key))
    throw refusal(`the simulated Cost Explorer filters by ${Object.keys(DIMENSIONS).join(', ')}, not ${key}`)
  if (options.includes('ABSENT') || values.length === 0) throw refusal(`Dimension ${key} needs values`)
  return (row) => values.includes(DIMENSIONS[key]?.(row) ?? '')
}

function readTags(value: unknown, { isActive }: FilterContext): RowFilter {
  const { key, values, options } = readMatch(value)
  const tagOf = ({ tags }: BillRow) => (isActive(key) ? (tags[key] ?? '') : '')
  if (options.includes('ABSENT')) return (row) => tagOf(row) === ''
  return (row) => values.includes(tagOf(row))
}

function readMatch(value: unknown): { key: string; values: string[]; options: string[] } {
  const {
    Key: key,
    Values: values = [],
    MatchOptions: options = ['EQUALS'],
    ...other
  } = isMap(value) ? value : {}
  if (typeof key !== 'string' || key === '' || !areTexts(values) || !areTexts(options))
    throw refusal('Key, Values and MatchOptions are not well-formed')
  if (Object.keys(other).length > 0 || values.length > MOST_VALUES)
    throw refusal('an expression has too much in it')
  const unknown = options.find((one) => !['EQUALS', 'CASE_SENSITIVE', 'ABSENT'].includes(one))
  if (unknown !== undefined) throw refusal(`Match option ${unknown} is not supported`)
  return { key, values, options }
}

function negated(filter: RowFilter): RowFilter {
  return (row) => !filter(row)
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusal(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}
