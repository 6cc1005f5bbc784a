import type { CommandWords } from '../views/help.ts'
import type { SlashCommand } from './door.ts'
import { openDeployForm, type OpenDeployFormDeps } from './open-deploy-form.ts'

export const deployWords = {
  name: '/deploy',
  summary: 'Deploy a version: shows what would change before anything does',
  usage: '[<service>] [<version>] [<environment>]',
  examples: ['/deploy', '/deploy checkout', '/deploy checkout 1.4.2 prod'],
} as const satisfies CommandWords

export function createDeployCommand(deps: OpenDeployFormDeps): SlashCommand {
  const tooMuch = 'One service, one version and one environment at a time.'
  return {
    ...deployWords,
    examples: [...deployWords.examples],
    ...openDeployForm(deps, { kind: 'deploy', words: deployWords, tooMuch }),
  }
}
