import { stringify } from 'yaml'
import { settings, valueOf, variantsOf, type Setting } from './settings.ts'

const HEAD = `# Coxswain reads this file from ./coxswain.yaml, or from the path in COXSWAIN_CONFIG.
# Secrets do not stand here: they come from the environment, see .env.example.
# Unknown keys and wrong values are refused at start, all at once.
# yaml-language-server: $schema=docs/reference/config.schema.json
`

/** Every key once with its comment; the value is its example or its default. */
export function exampleConfig(): string {
  const root = settings()
  const body = Object.entries(root.properties ?? {}).map(([key, setting]) => {
    return ['', ...entry(key, setting, exampleOf(setting), new Set([key]))].join('\n')
  })
  return `${HEAD}${body.join('\n')}\n`
}

function exampleOf(setting: Setting): unknown {
  if (setting.example !== undefined) return setting.example
  if (!setting.properties) return setting.default
  return Object.fromEntries(Object.entries(setting.properties).map(([key, inner]) => [key, exampleOf(inner)]))
}

/** Lines of `key: value`; `told` keeps each comment to its first occurrence in a list. */
function entry(key: string, setting: Setting, value: unknown, told: Set<string>, path = key): string[] {
  const comment = setting.description && !told.has(`#${path}`) ? [`# ${setting.description}`] : []
  told.add(`#${path}`)
  const variants = variantsOf(setting)
  if (variants.length > 0 && isMapping(value)) {
    return [...comment, `${key}:`, ...indent(mapping(variants, value, told, path))]
  }
  const free = valueOf(setting)
  if (free && isMapping(value)) {
    const lines = Object.entries(value).flatMap(([name, inner]) =>
      entry(name, free, inner, told, `${path}.*`),
    )
    return [...comment, `${key}:`, ...indent(lines)]
  }
  const itemVariants = setting.items ? variantsOf(setting.items) : []
  if (itemVariants.length > 0 && Array.isArray(value) && value.length > 0) {
    const items = value.flatMap((item: unknown) => listItem(itemVariants, item, told, `${path}[]`))
    return [...comment, `${key}:`, ...indent(items)]
  }
  return [...comment, `${key}: ${inline(value)}`]
}

function mapping(
  variants: Setting[],
  value: Record<string, unknown>,
  told: Set<string>,
  path: string,
): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const known =
      variants.find(({ properties }) => properties?.[key] && fits(properties, value)) ?? variants[0]
    return entry(key, known?.properties?.[key] ?? {}, inner, told, `${path}.${key}`)
  })
}

/** Whether the variant's fixed words (auth.type) are those of the value. */
function fits(properties: Record<string, Setting>, value: Record<string, unknown>): boolean {
  return Object.entries(properties).every(
    ([key, setting]) => setting.const === undefined || setting.const === value[key],
  )
}

function listItem(variants: Setting[], item: unknown, told: Set<string>, path: string): string[] {
  const lines = isMapping(item) ? mapping(variants, item, told, path) : [inline(item)]
  const first = lines.findIndex((line) => !line.startsWith('#'))
  return lines.map((line, index) => (index === first ? `- ${line}` : index < first ? line : `  ${line}`))
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true }).trim()
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function indent(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
