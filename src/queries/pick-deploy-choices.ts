import { nearest } from '../lib/nearest.ts'

/** One line of a picker. */
export interface Choice {
  value: string
  text: string
  note: string | null
}

/** As many as a Slack menu takes. */
export const MOST_CHOICES = 100
const MOST_NEAREST = 10

/** The names that hold what was typed, those that begin with it first; when none does, those that were most likely meant. */
export function filtered(names: readonly string[], typed: string): string[] {
  const wanted = typed.trim().toLowerCase()
  const holding = names.filter((name) => name.toLowerCase().includes(wanted))
  if (holding.length === 0) return nearest(wanted, names, MOST_NEAREST)
  const begins = (name: string) => name.toLowerCase().startsWith(wanted)
  return [...holding.filter(begins), ...holding.filter((name) => !begins(name))]
}
