import { PLAIN_VARIABLES, SLACK_VARIABLES } from '../../src/config/variables.ts'
import { settings, valueOf, variantsOf, type Setting } from './settings.ts'

const HEAD = `# Configuration

Generated from the schema in \`src/config\`; do not edit. An example with every key is \`coxswain.example.yaml\`, a JSON Schema for editors \`docs/reference/config.schema.json\`.

The file is \`./coxswain.yaml\`, or what \`COXSWAIN_CONFIG\` names. Unknown keys, wrong types and duplicates are refused at start, all at once, each with its line and a remedy.

## Keys

| key | value | default | meaning |
|---|---|---|---|
`

export function configReference(): string {
  const rows = Object.entries(settings().properties ?? {}).flatMap(([key, setting]) =>
    describe(key, setting, false),
  )
  const unique = [...new Map(rows.map((row) => [row, row])).values()]
  return `${HEAD}${unique.join('\n')}\n${environment()}`
}

function describe(path: string, setting: Setting, isRequired: boolean): string[] {
  const row = `| \`${path}\` | ${typeOf(setting)} | ${defaultOf(setting, isRequired)} | ${cell(setting.description ?? '')} |`
  const inner = setting.items ?? setting
  const prefix = setting.items ? `${path}[]` : path
  const children = variantsOf(inner).flatMap((variant) => {
    return Object.entries(variant.properties ?? {}).flatMap(([key, child]) => {
      return describe(`${prefix}.${key}`, child, Boolean(variant.required?.includes(key)))
    })
  })
  return [row, ...children]
}

function typeOf(setting: Setting): string {
  if (setting.const !== undefined) return `\`${setting.const}\``
  if (setting.enum) return setting.enum.map((word) => `\`${word}\``).join(', ')
  if (setting.items) return listOf(setting.items)
  if (variantsOf(setting).length > 0 || valueOf(setting)) return 'mapping'
  if (setting.type === 'boolean') return '`true` or `false`'
  if (setting.type === 'string') return 'text'
  return numberOf(setting)
}

function listOf(items: Setting): string {
  if (variantsOf(items).length > 0) return 'list'
  return items.type === 'integer' ? `list of ${numberOf(items).replace('number', 'numbers')}` : 'list of text'
}

function numberOf(setting: Setting): string {
  const { minimum, maximum, exclusiveMinimum } = setting
  const kind = setting.type === 'integer' ? 'whole number' : 'number'
  return `${kind}, ${exclusiveMinimum === undefined ? minimum : `over ${exclusiveMinimum}`} to ${maximum}`
}

function defaultOf(setting: Setting, isRequired: boolean): string {
  if (setting.default !== undefined && !setting.properties)
    return cell(`\`${JSON.stringify(setting.default)}\``)
  return isRequired ? 'required' : ''
}

function environment(): string {
  const rows = [...SLACK_VARIABLES, ...PLAIN_VARIABLES].map(
    ({ name, description, remedy, isSecret, modes }) => {
      const when = isSecret
        ? modes.length === 0
          ? 'required'
          : `required in ${modes.join(', ')} mode`
        : 'optional'
      return `| \`${name}\` | ${when} | ${cell(description)} | ${cell(remedy)} |`
    },
  )
  return `
## Environment

Secrets never stand in the file. Each may be given as \`NAME_FILE\` instead, the path of a file that holds it; giving both is refused. The secrets of alert sources have the names that \`alerts.sources[].auth.secret\` gives them.

| variable | | meaning | where from |
|---|---|---|---|
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/<(\w[^>]*)>/g, '&lt;$1&gt;')
}
