import { z } from 'zod'
import { fieldNotes } from '../../src/config/field.ts'
import { configSchema } from '../../src/config/schema.ts'

/** For editors: completion and checks while writing the file. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, {
    io: 'input',
    metadata: fieldNotes,
    override: ({ jsonSchema }) => {
      const notes = jsonSchema as { remedy?: unknown; example?: unknown; examples?: unknown[] }
      if ('example' in notes) notes.examples = [notes.example]
      delete notes.remedy
      delete notes.example
    },
  })
  return JSON.stringify({ title: 'Coxswain configuration', ...schema })
}
