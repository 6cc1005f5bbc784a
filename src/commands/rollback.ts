import type { CommandWords } from '../views/help.ts'
import type { SlashCommand } from './door.ts'
import { openDeployForm, type OpenDeployFormDeps } from './open-deploy-form.ts'

export const rollbackWords = {
  name: '/rollback',
  summary: 'Go back to a version that ran well before, also in the middle of a rollout',
  usage: '[<service>] [<environment>]',
  examples: ['/rollback', '/rollback checkout prod'],
} as const satisfies CommandWords

export function createRollbackCommand(deps: OpenDeployFormDeps): SlashCommand {
  const tooMuch = 'One service and one environment at a time.'
  return {
    ...rollbackWords,
    examples: [...rollbackWords.examples],
    ...openDeployForm(deps, { kind: 'rollback', words: rollbackWords, tooMuch }),
  }
}
