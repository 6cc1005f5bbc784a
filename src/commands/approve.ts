import type { WaitingApprovals } from '../queries/waiting-approvals.ts'
import { approvalList } from '../views/approval-list.ts'
import { commandHelp, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import type { SlashCommand } from './door.ts'

export const approveWords = {
  name: '/approve',
  summary: 'Show what waits for my approval, oldest first, with its plan',
  usage: '[help]',
  examples: ['/approve'],
} as const satisfies CommandWords

export function createApproveCommand(deps: {
  waitingApprovals: WaitingApprovals
  now(): number
}): SlashCommand {
  return {
    ...approveWords,
    examples: [...approveWords.examples],
    async run({ actor, text }) {
      if (asksForHelp(parseArguments(text)[0])) return commandHelp(approveWords)
      const waiting = await deps.waitingApprovals({ actor })
      return waiting.ok ? approvalList(waiting.value, deps.now()) : refusalMessage(waiting.refusal)
    },
  }
}
