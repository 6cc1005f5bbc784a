import type { Card } from '../domain/card.ts'
import type { Episode } from '../domain/episode.ts'

/** Measures from the receipt of a card's newest alert to the moment the card shows it; each alert counts once. */
export function createShownLatency(observe: (seconds: number) => void): {
  rendered(card: Card, episodes: Episode[]): void
  shown(card: Card, now: number): void
} {
  const waiting = new Map<string, number>()
  const told = new Map<string, number>()
  return {
    rendered(card, episodes) {
      const newest = Math.max(0, ...episodes.map((episode) => episode.firstSeenAt))
      if (newest > (told.get(card.id) ?? 0)) waiting.set(card.id, newest)
    },
    shown(card, now) {
      const newest = waiting.get(card.id)
      if (newest === undefined) return
      waiting.delete(card.id)
      told.set(card.id, newest)
      observe(Math.max(0, now - newest) / 1000)
    },
  }
}
