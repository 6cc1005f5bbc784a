import type { JsonObject } from '../part.ts'

/** Of a parameter group, wanted or seen. */
export function parametersOf({ values }: { values: JsonObject }): Record<string, unknown> {
  const { parameters } = values
  return typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters) ? parameters : {}
}
