import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { AlertScope, ListAlerts } from '../queries/list-alerts.ts'
import { alertList } from '../views/alert-list.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments, type Argument } from './arguments.ts'
import type { SlashCommand } from './door.ts'

export const alertsWords = {
  name: '/alerts',
  summary: 'Show what fires now: mine, one project, or everything',
  usage: '[mine|all|<project>]',
  examples: ['/alerts', '/alerts all', '/alerts payments'],
} as const satisfies CommandWords

const MINE = new Set(['mine', 'my', 'me'])

export interface AlertsDeps {
  listAlerts: ListAlerts
  now(): number
}

export function createAlertsCommand(deps: AlertsDeps): SlashCommand {
  return {
    ...alertsWords,
    examples: [...alertsWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(alertsWords)
      const scope = scopeOf(words)
      if ('problem' in scope) return usageMessage(alertsWords, { text: scope.problem })
      return listMessage(deps, actor, { scope, from: 0 })
    },
  }
}

/** The part of the list that begins at `from`. */
export async function listMessage(
  deps: AlertsDeps,
  actor: Actor,
  input: { scope: AlertScope; from: number },
): Promise<Message> {
  const listed = await deps.listAlerts({ actor, input })
  return listed.ok ? alertList(listed.value, deps.now()) : refusalMessage(listed.refusal)
}

function scopeOf(words: Argument[]): AlertScope | { problem: string } {
  const [first, ...rest] = words
  if (rest.length > 0) return { problem: 'One word at a time, please.' }
  if (!first || (first.kind === 'word' && MINE.has(first.text.toLowerCase()))) return { kind: 'mine' }
  if (first.kind === 'person') return { problem: 'Alerts are listed by project, not by person.' }
  if (first.text.toLowerCase() === 'all') return { kind: 'all' }
  return { kind: 'project', namespace: first.text }
}
