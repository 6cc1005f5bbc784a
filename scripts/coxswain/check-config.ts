import { CONFIG_VARIABLE, DEFAULT_CONFIG_FILE } from '../../src/config/variables.ts'
import { EXIT, UsageError, type Answer, type Around } from './answer.ts'
import { configOf, readArguments } from './read-arguments.ts'

export function checkConfig(args: string[], around: Around): Answer {
  const { values, positionals } = readArguments(args, { secrets: { type: 'boolean' } })
  if (positionals.length > 0) throw new UsageError('check-config takes no words: name the file with --config')
  const withSecrets = values.secrets === true
  const { config, secrets } = configOf(around, values.config, { withSecrets })
  const { teams, projects, clusters, deploys, aws, resources } = config
  const held = [
    counted(teams.length, 'team'),
    counted(projects.length, 'project'),
    counted(clusters.length, 'cluster'),
    counted(deploys.environments.length, 'environment'),
    counted(aws.accounts.length, 'AWS account'),
    counted(resources.environments.length, 'environment for resources', 'environments for resources'),
  ]
  const file = values.config ?? (around.env[CONFIG_VARIABLE] || DEFAULT_CONFIG_FILE)
  const about = withSecrets
    ? `${counted(secrets.names().length, 'secret')} found`
    : 'secrets not looked at (--secrets)'
  return { text: `OK: ${file}: ${held.join(', ')}; ${about}`, exitCode: EXIT.yes }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
