import type { Message } from '../domain/message.ts'
import { message, section } from './kit.ts'
import { code, plain } from './mrkdwn.ts'

/** What help needs of a command. */
export interface CommandWords {
  name: string
  summary: string
  usage: string
  examples: string[]
}

export function helpMessage(commands: CommandWords[]): Message {
  const lines = commands.map((command) => `${usageLine(command)}\n${plain(command.summary, 200)}`)
  const head = '*What you can type*'
  const tail =
    'On a card of an alert thread: *Acknowledge* says that you are on it, *Un-acknowledge* hands it back. `/coxswain help alerts` tells more about one command.'
  return message([head, ...lines, tail].join('\n'), [
    section(head),
    ...lines.map((line) => section(line)),
    section(tail),
  ])
}

export function commandHelp(command: CommandWords): Message {
  const text = [`*${plain(command.summary, 200)}*`, usageLine(command), examples(command)].join('\n')
  return message(text, [section(text)])
}

/** What was wrong with the arguments, how the command goes, and the nearest thing that would have worked. */
export function usageMessage(
  command: CommandWords,
  problem: { text: string; suggestion?: string | null },
): Message {
  const nearest = problem.suggestion ? ` Did you mean ${code(problem.suggestion, 100)}?` : ''
  const text = [`${problem.text}${nearest}`, `Usage: ${usageLine(command)}`, examples(command)].join('\n')
  return message(text, [section(text)])
}

export function unknownCommandMessage(name: string): Message {
  const text = `${code(name, 60)} is not a command of this version of the bot. Type \`/coxswain help\` to see what there is.`
  return message(text, [section(text)])
}

function usageLine(command: CommandWords): string {
  return code(`${command.name} ${command.usage}`.trim(), 200)
}

function examples(command: CommandWords): string {
  return `For example: ${command.examples.map((example) => code(example, 100)).join(' · ')}`
}
