import { z } from 'zod'

/** What people are told about one key: in the example file, the reference page and in error messages. */
export interface FieldNotes {
  description: string
  /** How to come by a right value; shown when the value is missing or wrong. */
  remedy?: string
  /** Stands in the example file instead of the default. */
  example?: unknown
}

export const fieldNotes = z.registry<FieldNotes>()

/** Notes belong to the schema instance: pass a fresh one for each key. */
export function field<S extends z.ZodType>(
  schema: S,
  description: string,
  more: Omit<FieldNotes, 'description'> = {},
): S {
  fieldNotes.add(schema, { description, ...more })
  return schema
}
