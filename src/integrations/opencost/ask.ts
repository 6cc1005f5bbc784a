import { doubledMs } from '../../lib/backoff.ts'
import { attempt, givenUp, type Attempt, type Question } from './attempt.ts'

/** Reading twice is harmless. */
const TRIES = 3
const PAUSE = { firstMs: 1000, longestMs: 5000 }
/** Who asks for a longer wait is asked again by the schedule. */
const LONGEST_WAIT_MS = 10_000

/** Asks, twice more after what may pass by itself. Never throws for what the other side does. */
export async function ask(question: Question): Promise<Attempt> {
  const { clock, signal } = question
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(question)
    if (outcome.state === 'answered' || !outcome.mayPass || tries === TRIES) return outcome
    const waitMs = outcome.failure.retryAfterMs ?? doubledMs(tries, PAUSE)
    if (waitMs > LONGEST_WAIT_MS) return outcome
    try {
      await clock.sleep(waitMs, signal)
    } catch {
      return givenUp()
    }
  }
}
