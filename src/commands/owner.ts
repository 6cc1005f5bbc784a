import type { WhoOwns } from '../queries/who-owns.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { ownerMessage, unknownNamespaceMessage } from '../views/owner.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import type { SlashCommand } from './door.ts'

export const ownerWords = {
  name: '/owner',
  summary: 'Show who owns a namespace: team, people, channel and Slack group',
  usage: '<namespace> [cluster]',
  examples: ['/owner payments', '/owner payments prod-kr'],
} as const satisfies CommandWords

export function createOwnerCommand(deps: { whoOwns: WhoOwns }): SlashCommand {
  return {
    ...ownerWords,
    examples: [...ownerWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(ownerWords)
      const [namespace, cluster, ...rest] = words
      if (!namespace) return usageMessage(ownerWords, { text: 'Which namespace?' })
      if (rest.length > 0)
        return usageMessage(ownerWords, { text: 'One namespace at a time, and at most one cluster.' })
      if (namespace.kind === 'person')
        return usageMessage(ownerWords, { text: 'That is a person. Which namespace?' })
      const input = { namespace: namespace.text, cluster: cluster?.text ?? null }
      const answer = await deps.whoOwns({ actor, input })
      if (!answer.ok) return refusalMessage(answer.refusal)
      const { entries, nearest, clusters } = answer.value
      return entries.length > 0
        ? ownerMessage(entries)
        : unknownNamespaceMessage({ ...input, nearest, clusters })
    },
  }
}
