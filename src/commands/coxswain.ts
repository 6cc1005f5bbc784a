import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import { nearest } from '../lib/nearest.ts'
import type { Doctor } from '../queries/doctor.ts'
import { doctorReport } from '../views/doctor-report.ts'
import { commandHelp, helpMessage, usageMessage, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import type { SlashCommand } from './door.ts'

export const coxswainWords = {
  name: '/coxswain',
  summary: 'Show what there is, how a command goes, or (admins) whether the bot is well',
  usage: '[help|help <command>|doctor]',
  examples: ['/coxswain help', '/coxswain help alerts', '/coxswain doctor'],
} as const satisfies CommandWords

export interface CoxswainDeps {
  commandList: readonly CommandWords[]
  doctor: Doctor
}

export function createCoxswainCommand(deps: CoxswainDeps): SlashCommand {
  return {
    ...coxswainWords,
    examples: [...coxswainWords.examples],
    async run({ actor, text }) {
      const [first, second] = parseArguments(text)
      if (!first || asksForHelp(first))
        return second ? helpFor(deps, second.text) : helpMessage([...deps.commandList])
      if (first.text.toLowerCase() === 'doctor') return doctorFor(deps, actor)
      const names = ['help', 'doctor', ...deps.commandList.map((command) => `help ${command.name.slice(1)}`)]
      const suggestion = nearest(first.text, names, 1)[0]
      const problem = {
        text: 'There is no such sub-command.',
        suggestion: suggestion ? `/coxswain ${suggestion}` : null,
      }
      return usageMessage(coxswainWords, problem)
    },
  }
}

function helpFor(deps: CoxswainDeps, asked: string): Message {
  const name = asked.replace(/^\//, '').toLowerCase()
  const command = deps.commandList.find((candidate) => candidate.name === `/${name}`)
  if (command) return commandHelp(command)
  const names = deps.commandList.map((candidate) => candidate.name.slice(1))
  const suggestion = nearest(name, names, 1)[0]
  return usageMessage(coxswainWords, {
    text: 'There is no such command.',
    suggestion: suggestion ? `/coxswain help ${suggestion}` : null,
  })
}

async function doctorFor(deps: CoxswainDeps, actor: Actor): Promise<Message> {
  const report = await deps.doctor({ actor })
  return report.ok ? doctorReport(report.value) : refusalMessage(report.refusal)
}
