import { createLines, type Lines } from '../domain/budget.ts'
import type { Waiter } from '../domain/budget-lane.ts'
import type { BudgetMethod, MethodLimit } from '../domain/budget-limits.ts'
import type { Priority } from '../domain/message.ts'
import type { Clock } from '../lib/clock.ts'

/** When the bot may call Slack. Thousands may wait; a waiter costs no timer. */
export interface Budget {
  /** Resolves when this call may be made now; rejects with the signal's reason. `key` is for `reprioritise`. */
  acquire(
    call: { method: BudgetMethod; channel: string; priority: Priority; key: string },
    signal?: AbortSignal,
  ): Promise<void>
  /** An acquired call was not made. */
  giveBack(call: { method: BudgetMethod; channel: string }): void
  /** Moves what waits under `key` forward. */
  reprioritise(key: string, priority: Priority): void
  /** Slack answered 429: this (method, channel) rests, no other. */
  penalise(method: BudgetMethod, channel: string, retryAfterMs: number): void
}

interface Waiting extends Waiter {
  go(): void
}

interface Desk {
  lines: Lines<Waiting>
  byKey: Map<string, Waiting>
  cancelTimer: () => void
  isPumping: boolean
}

export function createBudget(clock: Clock, limits: Record<BudgetMethod, MethodLimit>): Budget {
  const startedAt = clock.now()
  const desks = new Map<string, Desk>()

  const deskOf = (method: BudgetMethod): Desk => {
    const known = desks.get(method)
    if (known) return known
    const lines = createLines<Waiting>(limits[method], startedAt)
    const desk = { lines, byKey: new Map<string, Waiting>(), cancelTimer: () => {}, isPumping: false }
    desks.set(method, desk)
    return desk
  }

  const pump = (desk: Desk) => {
    desk.isPumping = false
    desk.cancelTimer()
    const now = clock.now()
    const { granted, nextAt } = desk.lines.take(now)
    desk.cancelTimer = nextAt === null ? () => {} : clock.after(Math.max(1, nextAt - now), () => pump(desk))
    for (const waiter of granted) {
      desk.byKey.delete(waiter.key)
      waiter.go()
    }
  }

  /** Once for all who come in the same turn. */
  const pumpSoon = (desk: Desk) => {
    if (desk.isPumping) return
    desk.isPumping = true
    queueMicrotask(() => pump(desk))
  }

  return {
    acquire({ method, channel, priority, key }, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        const desk = deskOf(method)
        const leave = () => {
          desk.lines.remove(waiter)
          desk.byKey.delete(key)
          reject(signal?.reason as Error)
        }
        const go = () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const waiter: Waiting = { key, channel, priority, go }
        desk.byKey.set(key, waiter)
        desk.lines.add(waiter)
        signal?.addEventListener('abort', leave, { once: true })
        pumpSoon(desk)
      })
    },
    giveBack({ method, channel }) {
      const desk = deskOf(method)
      desk.lines.giveBack(channel, clock.now())
      pumpSoon(desk)
    },
    reprioritise(key, priority) {
      for (const desk of desks.values()) {
        const waiter = desk.byKey.get(key)
        if (!waiter || waiter.priority <= priority) continue
        desk.lines.reprioritise(waiter, priority)
        pumpSoon(desk)
      }
    },
    penalise(method, channel, retryAfterMs) {
      const desk = deskOf(method)
      const now = clock.now()
      desk.lines.rest(channel, now + retryAfterMs, now)
      pumpSoon(desk)
    },
  }
}
