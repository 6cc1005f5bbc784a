import type { SendResult } from '../domain/messages.ts'
import { PAUSED_RETRY_MS } from '../domain/sending-pace.ts'
import { refusalKind } from '../domain/sending-refusals.ts'

/** While Slack refuses everything of ours (token, scope, workspace), one call a minute asks whether it still does. */
export interface WriterPause {
  /** null: go on, and tell the outcome by `report`. Otherwise when to come back. */
  enter(now: number): number | null
  /** As `enter`, but asks only. */
  heldUntil(now: number): number | null
  report(result: SendResult, now: number): void
  close(error: string, now: number): void
  /** For readiness: Slack's reason while paused. */
  problem(): string | null
}

const PROBE_MS = 15_000

export function createWriterPause(): WriterPause {
  let closed: { error: string; until: number } | null = null
  const heldUntil = (now: number) => (closed && now < closed.until ? closed.until : null)
  const close = (error: string, now: number) => {
    closed = { error, until: now + PAUSED_RETRY_MS }
  }
  return {
    heldUntil,
    close,
    enter(now) {
      const held = heldUntil(now)
      // The one that goes is the probe: the others wait for what it learns.
      if (held === null && closed) closed = { ...closed, until: now + PROBE_MS }
      return held
    },
    report(result, now) {
      if (result.outcome === 'done') closed = null
      if (result.outcome !== 'refused') return
      if (refusalKind(result.error) === 'everything') close(result.error, now)
      else closed = null
    },
    problem: () => closed?.error ?? null,
  }
}
