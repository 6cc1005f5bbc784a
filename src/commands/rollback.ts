import { tooLateMessage } from '../views/answers.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { readDeployArguments, type DeployArgumentsDeps } from './deploy-arguments.ts'
import type { DeployModalDeps } from './deploy-modal-flow.ts'
import type { SlashCommand } from './door.ts'
import { openRollbackModal } from './rollback-modal.ts'

export const rollbackWords = {
  name: '/rollback',
  summary: 'Go back to a version that ran well before, also in the middle of a rollout',
  usage: '[<service>] [<environment>]',
  examples: ['/rollback', '/rollback checkout prod'],
} as const satisfies CommandWords

export function createRollbackCommand(deps: DeployModalDeps & DeployArgumentsDeps): SlashCommand {
  return {
    ...rollbackWords,
    examples: [...rollbackWords.examples],
    async run({ actor, text, triggerId }, answers) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(rollbackWords)
      const read = await readDeployArguments(deps, { actor, words: words.map((word) => word.text) })
      if (!read.ok) return refusalMessage(read.refusal)
      if (read.rest.length > 0) {
        return usageMessage(rollbackWords, { text: 'One service and one environment at a time.' })
      }
      const opened = await openRollbackModal(deps, { actor, picked: read.picked }, { answers, triggerId })
      return opened === 'opened' ? null : tooLateMessage()
    },
  }
}
