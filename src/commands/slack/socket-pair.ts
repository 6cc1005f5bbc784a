import type { App } from '@slack/bolt'
import { openSocket, type SocketOptions } from './socket-connection.ts'
import { createSocketLine } from './socket-line.ts'

/** Two connections, opened at different times so that Slack renews them at different times. */
export interface SocketPair {
  /** Resolves when the first one stands. */
  start(): Promise<void>
  isOpen(): boolean
  stop(): Promise<void>
}

const STAGGER_MS = 2_000
const TRY_AGAIN_MS = 15_000

export function createSocketPair(options: SocketOptions, app: App): SocketPair {
  const { clock, logger } = options
  const [first, second] = ['first', 'second'].map((name) =>
    createSocketLine({ name, connect: () => openSocket(options, app), clock, logger }),
  ) as [ReturnType<typeof createSocketLine>, ReturnType<typeof createSocketLine>]
  const stopping = new AbortController()
  let starting: Promise<void> = Promise.resolve()

  async function startSecond(): Promise<void> {
    for (let waitMs = STAGGER_MS; !stopping.signal.aborted; waitMs = TRY_AGAIN_MS) {
      await clock.sleep(waitMs, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        return await second.start()
      } catch (error) {
        if (stopping.signal.aborted) return
        logger.warn({ line: 'second', error: String(error) }, 'slack socket: connecting again')
      }
    }
  }

  return {
    async start() {
      await first.start()
      starting = startSecond()
    },
    isOpen: () => first.isOpen() || second.isOpen(),
    async stop() {
      stopping.abort(new Error('stopping'))
      await Promise.all([first.stop(), second.stop(), starting])
    },
  }
}
