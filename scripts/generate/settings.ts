import { z } from 'zod'
import { fieldNotes } from '../../src/config/field.ts'
import { configSchema } from '../../src/config/schema.ts'

/** The part of JSON Schema that zod makes of our schemas. */
export interface Setting {
  description?: string
  type?: string
  enum?: string[]
  const?: string | boolean
  default?: unknown
  example?: unknown
  remedy?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  properties?: Record<string, Setting>
  /** What each value of a mapping with free keys is; false where the keys are fixed. */
  additionalProperties?: Setting | boolean
  required?: string[]
  items?: Setting
  oneOf?: Setting[]
}

/** The schema of the configuration file with its notes. */
export function settings(): Setting {
  return z.toJSONSchema(configSchema, { io: 'input', metadata: fieldNotes }) as Setting
}

/** The mapping itself, or every variant that it may take. */
export function variantsOf(setting: Setting): Setting[] {
  return setting.oneOf ?? (setting.properties ? [setting] : [])
}

/** What stands under each key of a mapping whose keys are free; null for any other setting. */
export function valueOf({ properties, additionalProperties }: Setting): Setting | null {
  return !properties && typeof additionalProperties === 'object' ? additionalProperties : null
}
