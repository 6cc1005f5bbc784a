import type { Json, JsonObject } from '../domain/resources/part.ts'
import type { FormField } from '../domain/resources/resource-kind.ts'
import { plain } from './mrkdwn.ts'

export interface Wishes {
  before: JsonObject | null
  after: JsonObject
}

/** "replicas 1 → 2 · size Session store, small → Session store, medium" */
export function wishDifferences({ before, after }: Wishes, fields: readonly FormField[]): string {
  const keys = Object.keys(after).filter((key) => before !== null && !isEqual(before[key], after[key]))
  return keys
    .slice(0, 6)
    .map((key) => {
      const field = fields.find((one) => one.key === key)
      return `${plain(key, 40)} ${valueWords(before?.[key], field)} → ${valueWords(after[key], field)}`
    })
    .join(' · ')
}

// What came from a form may be text where it is a number elsewhere.
function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return valueText(a) === valueText(b)
}

function valueWords(value: Json | undefined, field: FormField | undefined): string {
  const text = valueText(value)
  return plain(field?.choices.find((choice) => choice.value === text)?.text ?? text, 60)
}

/** A value as one line. */
export function valueText(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  const pairs = Object.entries(value).map(([key, one]) => `${key}=${valueText(one)}`)
  return pairs.length === 0 ? 'none' : pairs.join(', ')
}
