/** A value of a difference. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ') || 'not there'
  if (value === null || value === undefined || value === '') return 'not there'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
