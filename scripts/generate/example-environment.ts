import { PLAIN_VARIABLES, SLACK_VARIABLES } from '../../src/config/variables.ts'
import { settings } from './settings.ts'

const HEAD = `# Environment of the bot. Each secret may be given as NAME_FILE instead: the path of a file that holds it.
`

export function exampleEnvironment(): string {
  const plain = PLAIN_VARIABLES.map(
    (variable) => `${comment(variable.description)}# ${variable.name}=${variable.example}\n`,
  )
  const slack = SLACK_VARIABLES.map((variable) => {
    return `${comment(variable.description)}${comment(`Where from: ${variable.remedy}`)}${variable.name}=${variable.example}\n`
  })
  const sources = sourceSecrets().map((name) => `${name}=\n`)
  const own = comment(
    'Secrets of the alert sources, by the names that coxswain.yaml gives them (auth.secret).',
  )
  return [
    HEAD,
    ...plain,
    ...slack,
    `${own}${comment('Make one with: openssl rand -hex 32')}${sources.join('')}`,
  ].join('\n')
}

function sourceSecrets(): string[] {
  const example = settings().properties?.['alerts']?.properties?.['sources']?.example as {
    auth: { secret: string }
  }[]
  return example.map(({ auth }) => auth.secret)
}

function comment(text: string): string {
  return `# ${text}\n`
}
