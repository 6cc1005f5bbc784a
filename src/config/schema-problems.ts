import type { z } from 'zod'
import { nearest } from '../lib/nearest.ts'
import { quoteValue, type Problem } from './problem.ts'
import { keysAt, notesAt } from './schema-walk.ts'
import { configSchema } from './schema.ts'
import type { FieldPath, YamlSource } from './yaml-source.ts'

type Issue = z.core.$ZodIssue

/** zod's issues in our words, each with its place in the file and a remedy. */
export function schemaProblems(issues: Issue[], source: YamlSource): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol')
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, source))
    return [wrongValue(issue, path, source)]
  })
}

export function fieldName(path: FieldPath): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return name.replace(/^\./, '') || 'the file'
}

function unknownKey(path: FieldPath, key: string, source: YamlSource): Problem {
  const known = keysAt(configSchema, path)
  const field = fieldName([...path, key])
  return {
    where: source.locate([...path, key], 'key'),
    field: quoteValue(field).startsWith('"') ? field : 'a key',
    problem: 'is an unknown key',
    remedy: remedyForKey(key, known),
  }
}

function remedyForKey(key: string, known: string[]): string {
  const [meant] = nearest(key, known, 1)
  if (meant) return `did you mean "${meant}"?`
  if (/token|secret|password/i.test(key))
    return 'secrets are read from the environment only: see .env.example'
  return `known here: ${known.toSorted().join(', ')}`
}

function wrongValue(issue: Issue, path: FieldPath, source: YamlSource): Problem {
  const value = valueAt(source.value, path)
  const isVariant = issue.code === 'invalid_union'
  const notes = (isVariant ? null : notesAt(configSchema, path)) ?? notesAt(configSchema, path.slice(0, -1))
  return {
    where: source.locate(path),
    field: fieldName(path),
    problem: wording(issue, value),
    remedy:
      suggestion(issue, path, value) ?? notes?.remedy ?? notes?.description ?? 'see docs/reference/config.md',
  }
}

/** Continues the field's name: `teams[0].channel` + `"pay" is not a Slack channel id`. */
function wording(issue: Issue, value: unknown): string {
  if (value === undefined) return 'is missing'
  if (value === null) return 'is empty'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}, not ${kindOf(value)}`
    case 'invalid_value':
    case 'invalid_union':
      return `${quoteValue(value)} must be one of ${wordsOf(issue).join(', ')}`
    case 'too_small': {
      const isSized = typeof value === 'string' || Array.isArray(value)
      return isSized
        ? 'is empty'
        : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}, not ${quoteValue(value)}`
    }
    case 'too_big':
      return `must be at most ${issue.maximum}, not ${quoteValue(value)}`
    default:
      return `${quoteValue(value)} ${issue.message}`
  }
}

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? `the text ${quoteValue(value)}` : quoteValue(value)
}

function suggestion(issue: Issue, path: FieldPath, value: unknown): string | null {
  if (typeof value !== 'string') return null
  const words = path.at(-1) === 'timeZone' ? Intl.supportedValuesOf('timeZone') : wordsOf(issue)
  const [meant] = nearest(value, words, 1)
  return meant ? `did you mean "${meant}"?` : null
}

function wordsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return issue.code === 'invalid_union' && 'options' in issue ? issue.options.map(String) : []
}

function valueAt(root: unknown, path: FieldPath): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
