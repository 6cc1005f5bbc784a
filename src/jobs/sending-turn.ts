import type { BudgetMethod } from '../domain/budget-limits.ts'
import type { Priority } from '../domain/message.ts'
import type { JobResult } from './job.ts'
import type { SendingDeps } from './sending-kit.ts'
import type { Answer, Pass } from './sending-pause.ts'

/** Leave to make one call to Slack. */
export interface Turn {
  /** Right before the call: null, or when to come back because writing is paused by now. */
  enter(): number | null
  call<T>(make: () => Promise<T>, answerOf: (result: T) => Answer): Promise<T>
}

interface Wish {
  call: { method: BudgetMethod; channel: string; priority: Priority; key: string }
  signal: AbortSignal
}

/** Waits until the call may be made, then works. Work that ends without the call gives its turn back. */
export async function inTurn(
  { budget, pause, clock }: Pick<SendingDeps, 'budget' | 'pause' | 'clock'>,
  { call, signal }: Wish,
  work: (turn: Turn) => Promise<JobResult>,
): Promise<JobResult> {
  const held = pause.heldUntil(clock.now())
  if (held !== null) return { again: held }
  await budget.acquire(call, signal)
  const state: { pass: Pass | null; isUsed: boolean } = { pass: null, isUsed: false }
  try {
    return await work({
      enter() {
        const entered = pause.enter(clock.now())
        if ('again' in entered) return entered.again
        state.pass = entered
        return null
      },
      async call(make, answerOf) {
        state.isUsed = true
        const result = await make()
        state.pass?.end(answerOf(result), clock.now())
        return result
      },
    })
  } finally {
    if (!state.isUsed) budget.giveBack(call)
    state.pass?.end('unclear', clock.now())
  }
}
