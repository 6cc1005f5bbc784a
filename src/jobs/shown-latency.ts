import type { Card } from '../domain/card.ts'
import type { Episode } from '../domain/episode.ts'

const MOST_KEPT = 10_000

/**
 * Measures from the receipt of a card's newest alert to the moment the card shows it; each alert counts once.
 * What was taken in before `startedAt` counts only on a card that does not stand yet: nobody knows whether it was shown.
 */
export function createShownLatency(
  startedAt: number,
  observe: (seconds: number) => void,
): {
  rendered(card: Card, episodes: Episode[]): void
  shown(card: Card, now: number): void
} {
  const waiting = new Map<string, number>()
  const told = new Map<string, number>()
  let forgottenUntil = startedAt
  return {
    rendered(card, episodes) {
      const newest = episodes.reduce((latest, { firstSeenAt }) => Math.max(latest, firstSeenAt), 0)
      const before = told.get(card.id) ?? (card.ts === null ? 0 : forgottenUntil)
      if (newest > before) waiting.set(card.id, newest)
    },
    shown(card, now) {
      const newest = waiting.get(card.id)
      if (newest === undefined) return
      waiting.delete(card.id)
      told.delete(card.id)
      told.set(card.id, newest)
      observe(Math.max(0, now - newest) / 1000)
      const [oldest] = told
      if (told.size <= MOST_KEPT || !oldest) return
      told.delete(oldest[0])
      forgottenUntil = Math.max(forgottenUntil, oldest[1])
    },
  }
}
