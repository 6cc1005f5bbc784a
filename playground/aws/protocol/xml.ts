/** Elements of a value: an array is one element per item, null and undefined are left out. */
export function xmlOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item) => xmlOf(name, item)).join('')
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, item]) => xmlOf(key, item))
          .join('')
      : escaped(typeof value === 'string' ? value : JSON.stringify(value))
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)
}
