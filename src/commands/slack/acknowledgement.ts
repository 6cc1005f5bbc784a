import type { HandlingDeps } from './door-deps.ts'

const WATCHDOG_MS = 2_500

/** Acknowledging towards Slack, once, measured and watched: after 3 s the person sees an error. */
export interface Acknowledgement {
  /** False when Slack did not take it; then the answer must go another way. */
  give(body?: Record<string, unknown>): Promise<boolean>
}

export function createAcknowledgement(
  deps: Pick<HandlingDeps, 'clock' | 'logger' | 'onAcknowledged'>,
  name: string,
  ack: (body?: Record<string, unknown>) => Promise<void>,
): Acknowledgement {
  const arrivedAt = deps.clock.now()
  const cancel = deps.clock.after(WATCHDOG_MS, () =>
    deps.logger.warn({ name, ms: WATCHDOG_MS }, 'acknowledging: not done yet'),
  )
  return {
    async give(body) {
      cancel()
      try {
        await ack(body)
        deps.onAcknowledged?.(name, deps.clock.now() - arrivedAt)
        return true
      } catch (error) {
        deps.logger.warn({ name, error: String(error) }, 'acknowledging: the connection did not take it')
        return false
      }
    },
  }
}
