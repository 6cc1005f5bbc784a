import { PLAIN_VARIABLES, SLACK_VARIABLES } from '../../src/config/variables.ts'
import { settings, type Setting } from './settings.ts'

const HEAD = `# Environment of the bot. Each secret may be given as NAME_FILE instead: the path of a file that holds it.
`

export function exampleEnvironment(): string {
  const plain = PLAIN_VARIABLES.map(
    (variable) => `${comment(variable.description)}# ${variable.name}=${variable.example}\n`,
  )
  const slack = SLACK_VARIABLES.map((variable) => {
    return `${comment(variable.description)}${comment(`Where from: ${variable.remedy}`)}${variable.name}=${variable.example}\n`
  })
  const { alerts, builds, registries } = settings().properties ?? {}
  const generated = [
    ...secretsIn(alerts?.properties?.['sources']),
    ...secretsIn(builds?.properties?.['sources']),
  ]
  return [
    HEAD,
    ...plain,
    ...slack,
    group(
      'Secrets of those who send alerts and tell of builds, by the names that coxswain.yaml gives them (auth.secret).',
      'Make one with: openssl rand -hex 32',
      generated,
    ),
    group(
      'Passwords and tokens of the registries, by the names that coxswain.yaml gives them (auth.secret).',
      'Where from: the registry; reading is enough',
      secretsIn(registries),
    ),
  ].join('\n')
}

function group(title: string, whereFrom: string, names: string[]): string {
  return `${comment(title)}${comment(whereFrom)}${names.map((name) => `${name}=\n`).join('')}`
}

function secretsIn(list: Setting | undefined): string[] {
  const example = (list?.example ?? []) as { auth?: { secret: string } }[]
  return example.flatMap(({ auth }) => auth?.secret ?? [])
}

function comment(text: string): string {
  return `# ${text}\n`
}
