import { asksForHelp, parseArguments } from './arguments.ts'

/** What the words behind `/budget` ask for. `named`: a team or project in people's words; null: none was named. */
export type BudgetWish =
  | { wants: 'help' }
  | { wants: 'usage'; problem: string }
  | { wants: 'list' | 'ask' | 'set'; named: string | null }

const VERBS = ['ask', 'set', 'list'] as const

/** The verb may stand first or last; names of teams may have several words. */
export function readBudgetWords(text: string): BudgetWish {
  const words = parseArguments(text)
  if (asksForHelp(words[0])) return { wants: 'help' }
  if (words.some(({ kind }) => kind === 'person'))
    return { wants: 'usage', problem: 'That is a person. Which team or project?' }
  const typed = words.map((word) => word.text)
  const last = verbIn(typed.at(-1))
  const first = verbIn(typed[0])
  const rest = last ? typed.slice(0, -1) : first ? typed.slice(1) : typed
  return { wants: last ?? first ?? 'list', named: rest.length === 0 ? null : rest.join(' ') }
}

function verbIn(word: string | undefined): (typeof VERBS)[number] | null {
  return VERBS.find((verb) => verb === word?.toLowerCase()) ?? null
}
