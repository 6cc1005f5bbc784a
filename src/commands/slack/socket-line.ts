import { doubledMs } from '../../lib/backoff.ts'
import type { Clock } from '../../lib/clock.ts'
import type { DoorLog } from './door-deps.ts'
import type { SocketConnection } from './socket-connection.ts'

/** Keeps one connection standing: a new one stands before the old one goes. */
export interface SocketLine {
  /** Resolves when the first connection stands; rejects with why it does not (and stays down). */
  start(): Promise<void>
  isOpen(): boolean
  stop(): Promise<void>
}

const BACKOFF = { firstMs: 250, longestMs: 30_000 }
const SHORT_LIFE_MS = 5_000
// What Slack sent over the old connection before it knew of the new one still arrives.
const LINGER_MS = 1_000
// Asked at once, Slack would only say the same again.
const UNWELCOME_FAILURES = 6
const UNWELCOME = new Set(['link_disabled', 'too_many_websockets'])

export interface SocketLineDeps {
  name: string
  connect(): Promise<SocketConnection>
  clock: Clock
  logger: DoorLog
}

export function createSocketLine(deps: SocketLineDeps): SocketLine {
  const { clock, logger, name } = deps
  const stopping = new AbortController()
  const stopped = aborted(stopping.signal)
  const retiring = new Set<Promise<void>>()
  let current: SocketConnection | null = null
  let running: Promise<void> = Promise.resolve()

  async function keep(first: SocketConnection): Promise<void> {
    let failures = 0
    let openedAt = clock.now()
    current = first
    while (!stopping.signal.aborted) {
      const old: SocketConnection = current
      const reason = await Promise.race([old.ending, stopped])
      if (stopping.signal.aborted) break
      if (UNWELCOME.has(reason)) failures = UNWELCOME_FAILURES
      else failures = reason === 'closed' && clock.now() - openedAt < SHORT_LIFE_MS ? failures + 1 : 0
      logger.info({ line: name, reason }, 'slack socket: replacing the connection')
      const next = await connectAgain(failures)
      if (!next) break
      current = next
      openedAt = clock.now()
      void retireLater(old)
    }
    await Promise.all([current.retire(), ...retiring])
  }

  async function retireLater(old: SocketConnection): Promise<void> {
    const retired = pause(LINGER_MS).then(() => old.retire())
    retiring.add(retired)
    await retired
    retiring.delete(retired)
  }

  /** Rejects when it is stopped meanwhile; a connection that comes too late is closed. */
  async function connect(): Promise<SocketConnection> {
    stopping.signal.throwIfAborted()
    const connecting = deps.connect()
    const connection = await Promise.race([connecting, stopped])
    if (typeof connection !== 'string') return connection
    void connecting.then(
      (late) => late.retire(),
      () => undefined,
    )
    throw new Error('connecting to slack: stopped')
  }

  async function connectAgain(failuresBefore: number): Promise<SocketConnection | null> {
    for (let failures = failuresBefore; !stopping.signal.aborted; failures += 1) {
      if (failures > 0 && !(await pause(doubledMs(failures, BACKOFF)))) return null
      try {
        return await connect()
      } catch (error) {
        if (stopping.signal.aborted) return null
        logger.warn(
          { line: name, failures: failures + 1, error: String(error) },
          'slack socket: connecting again',
        )
      }
    }
    return null
  }

  const pause = (ms: number) =>
    clock.sleep(ms, stopping.signal).then(
      () => true,
      () => false,
    )

  return {
    async start() {
      running = keep(await connect())
    },
    isOpen: () => current?.isOpen() ?? false,
    async stop() {
      stopping.abort(new Error('stopping'))
      await running
    },
  }
}

function aborted(signal: AbortSignal): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  signal.addEventListener('abort', () => resolve('stopping'), { once: true })
  return promise
}
