import { PAUSED_RETRY_MS } from '../domain/sending-pace.ts'
import { refusalKind } from '../domain/sending-refusals.ts'

/** While Slack refuses everything of ours (token, scope, workspace), one call at a time asks whether it still does. */
export interface WriterPause {
  /** null: calls may be made. Otherwise when to come back. */
  heldUntil(now: number): number | null
  /** Leave to make one call, or when to come back. */
  enter(now: number): Pass | { again: number }
  close(error: string, now: number): void
  /** For readiness: Slack's reason while paused. */
  problem(): string | null
}

/** Must be ended however its call went: while writing is paused it is the only one. */
export interface Pass {
  /** Counts the first time only. */
  end(answer: Answer, now: number): void
}

/** What a call says about Slack taking our calls; `unclear`: nothing. */
export type Answer = 'taken' | 'unclear' | { refused: string }

const PROBE_AGAIN_MS = 15_000

export function createWriterPause(): WriterPause {
  let closed: { error: string; until: number } | null = null
  let isProbing = false
  const heldUntil = (now: number) => {
    if (!closed) return null
    if (isProbing) return now + PROBE_AGAIN_MS
    return now < closed.until ? closed.until : null
  }
  const close = (error: string, now: number) => {
    closed = { error, until: now + PAUSED_RETRY_MS }
  }
  const learn = (answer: Answer, now: number) => {
    if (answer === 'unclear') return
    if (answer !== 'taken' && refusalKind(answer.refused) === 'everything') close(answer.refused, now)
    else closed = null
  }
  return {
    heldUntil,
    close,
    enter(now) {
      const again = heldUntil(now)
      if (again !== null) return { again }
      const isProbe = closed !== null
      if (isProbe) isProbing = true
      let isOver = false
      return {
        end(answer, at) {
          if (isOver) return
          isOver = true
          if (isProbe) isProbing = false
          if (isProbe && closed) closed = { ...closed, until: at + PROBE_AGAIN_MS }
          learn(answer, at)
        },
      }
    },
    problem: () => closed?.error ?? null,
  }
}
