import { tooLateMessage } from '../views/answers.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { readDeployArguments, type DeployArgumentsDeps } from './deploy-arguments.ts'
import { openDeployModal, type DeployModalDeps } from './deploy-modal-flow.ts'
import type { SlashCommand } from './door.ts'

export const deployWords = {
  name: '/deploy',
  summary: 'Deploy a version: shows what would change before anything does',
  usage: '[<service>] [<version>] [<environment>]',
  examples: ['/deploy', '/deploy checkout', '/deploy checkout 1.4.2 prod'],
} as const satisfies CommandWords

export function createDeployCommand(deps: DeployModalDeps & DeployArgumentsDeps): SlashCommand {
  return {
    ...deployWords,
    examples: [...deployWords.examples],
    async run({ actor, text, triggerId }, answers) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(deployWords)
      const read = await readDeployArguments(deps, { actor, words: words.map((word) => word.text) })
      if (!read.ok) return refusalMessage(read.refusal)
      if (read.rest.length > 0) {
        return usageMessage(deployWords, { text: 'One service, one version and one environment at a time.' })
      }
      const asked = { actor, kind: 'deploy' as const, picked: read.picked }
      const opened = await openDeployModal(deps, asked, { answers, triggerId })
      return opened === 'opened' ? null : tooLateMessage()
    },
  }
}
