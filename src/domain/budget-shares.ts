import { PRIORITY, type Priority } from './message.ts'

export const PRIORITIES: readonly Priority[] = Object.values(PRIORITY).toSorted((a, b) => a - b)

/**
 * The part of a budget that each priority gets for certain while it waits, so that the ones before it cannot keep it
 * waiting for ever: answers to people 20 %, outcomes 30 %.
 */
const SHARE: Record<Priority, number> = {
  [PRIORITY.answer]: 0.2,
  [PRIORITY.critical]: 0,
  [PRIORITY.outcome]: 0.3,
  [PRIORITY.normal]: 0.1,
  [PRIORITY.progress]: 0.05,
}

export type Credits = Readonly<Partial<Record<Priority, number>>>

/** Who goes next: the most urgent, unless somebody's share is due. `waiting` is sorted and not empty. */
export function nextPriority(
  waiting: readonly Priority[],
  credits: Credits,
): { priority: Priority; credits: Credits } {
  const grown: Partial<Record<Priority, number>> = {}
  for (const priority of waiting) grown[priority] = Math.min(2, (credits[priority] ?? 0) + SHARE[priority])
  const due = waiting.find((priority) => (grown[priority] ?? 0) >= 1)
  const chosen = due ?? waiting[0] ?? PRIORITY.normal
  return { priority: chosen, credits: { ...grown, [chosen]: Math.max(0, (grown[chosen] ?? 0) - 1) } }
}

/** Tokens of a burst that a priority leaves for those before it, so that an answer never waits for a refill. */
export function reserveFor(priority: Priority, burst: number): number {
  if (priority === PRIORITY.answer) return 0
  const forAnswers = Math.floor(burst * SHARE[PRIORITY.answer])
  if (priority === PRIORITY.critical || priority === PRIORITY.outcome) return forAnswers
  return forAnswers + Math.floor(burst * SHARE[PRIORITY.outcome])
}
