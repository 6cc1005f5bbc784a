import type { CostFailure } from '../../domain/cost/source.ts'
import { CloudError } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'

/** A call was not made, because nobody wants it or may pay for it. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp'
  readonly failure: CostFailure
  constructor(code: 'unreachable' | 'calls-spent', message: string) {
    super(message)
    this.failure = { code, message, requestId: null, retryAfterMs: null }
  }
}

/** Throws GivenUp and CloudError. `tries`: how often at most; each is paid for. */
export type PaidCall = <Output>(ask: () => Promise<Output>, options?: { tries?: number }) => Promise<Output>

interface PaidCallDeps {
  clock: Pick<Clock, 'sleep'>
  /** Costs nothing, so that it comes first: without credentials no call is counted. */
  guard: (() => Promise<void>) | undefined
  mayCall(): Promise<boolean>
  signal: AbortSignal
}

const PAUSE_MS = 2000
/** Who asks for a longer wait is asked again by the schedule. */
const LONGEST_WAIT_MS = 10_000

export function createPaidCall({ clock, guard, mayCall, signal }: PaidCallDeps): PaidCall {
  const once = async <Output>(ask: () => Promise<Output>): Promise<Output> => {
    await guard?.()
    if (signal.aborted) throw new GivenUp('unreachable', 'the reading was given up')
    if (!(await mayCall())) throw new GivenUp('calls-spent', 'the paid calls of today are used up')
    return await ask()
  }
  return async (ask, { tries = 1 } = {}) => {
    for (let made = 1; ; made++) {
      try {
        return await once(ask)
      } catch (error) {
        if (signal.aborted) throw new GivenUp('unreachable', 'the reading was given up')
        const waitMs = error instanceof CloudError ? waitOf(error) : null
        if (waitMs === null || made >= tries) throw error
        await clock.sleep(waitMs, signal).catch(() => {})
      }
    }
  }
}

/** null: it would be in vain. */
function waitOf({ failure }: CloudError): number | null {
  const waitMs = failure.retryAfterMs ?? PAUSE_MS
  return failure.class === 'retry' && waitMs <= LONGEST_WAIT_MS ? waitMs : null
}
