import type { Json, JsonObject } from '../domain/resources/part.ts'
import type { FormField } from '../domain/resources/resource-kind.ts'

/** What is chosen of each field: what somebody chose, unless it is not offered there; else what the policy prefers. */
export function completedValues(
  fields: readonly FormField[],
  { chosen, defaults }: { chosen: JsonObject; defaults: JsonObject },
): JsonObject {
  const values = fields.flatMap((field) => {
    const value = isOffered(field, chosen[field.key]) ? chosen[field.key] : defaults[field.key]
    return value === undefined ? [] : [[field.key, value] as const]
  })
  return Object.fromEntries(values)
}

/** Whether every field has a value. */
export function isComplete(fields: readonly FormField[], values: JsonObject): boolean {
  return fields.every(({ key }) => textOf(values[key]).trim() !== '')
}

/** As it stands in a form; '' for what no field holds. */
export function textOf(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

function isOffered({ input, choices }: FormField, value: Json | undefined): boolean {
  if (value === undefined) return false
  return input === 'text' || choices.some((choice) => choice.value === textOf(value))
}
