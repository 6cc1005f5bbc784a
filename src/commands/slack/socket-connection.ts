import { SocketModeReceiver, type App } from '@slack/bolt'
import type { Clock } from '../../lib/clock.ts'
import { createBoltLogger } from './bolt-logger.ts'
import type { DoorLog } from './door-deps.ts'
import { createUnfinishedWork } from './unfinished-work.ts'

export interface SocketOptions {
  appToken: string
  apiUrl: string
  clock: Clock
  logger: DoorLog
}

/** One WebSocket to Slack, from hello to its end. */
export interface SocketConnection {
  /** Resolves with the reason when Slack asks us to move to a new connection, or when this one is gone. */
  ending: Promise<string>
  isOpen(): boolean
  /** Closes it after what came over it has been answered. */
  retire(): Promise<void>
}

const HELLO_WITHIN_MS = 15_000
const ANSWERED_WITHIN_MS = 4_000
const CALL_TIMEOUT_MS = 10_000

/** Opens a connection and waits for its hello. Rejects when Slack or the network refuses. */
export async function openSocket(options: SocketOptions, app: App): Promise<SocketConnection> {
  const ending = Promise.withResolvers<string>()
  const unfinished = createUnfinishedWork(options.clock)
  const receiver = createReceiver(options)
  const { client } = receiver
  let open = false
  const processEvent: App['processEvent'] = (event) => unfinished.track(app.processEvent(event))
  receiver.init({ processEvent } as App)
  catchDisconnectRequests(client, ending.resolve)
  client.on('connected', () => (open = true))
  client.on('disconnected', () => {
    open = false
    ending.resolve('closed')
  })
  const close = () => void receiver.stop().catch(() => undefined)
  try {
    await helloWithin(options.clock, receiver.start())
  } catch (error) {
    close()
    throw error
  }
  return {
    ending: ending.promise,
    isOpen: () => open,
    async retire() {
      await unfinished.idle(ANSWERED_WITHIN_MS)
      close()
    },
  }
}

// Its own reconnecting waits 5 s with no socket and gives up for good on some errors, so ours (socket-line.ts) is used.
function createReceiver({ appToken, apiUrl, logger }: SocketOptions): SocketModeReceiver {
  const clientOptions = {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  }
  return new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createBoltLogger(logger, 'socket'),
    installerOptions: { clientOptions },
  })
}

/** Slack's `disconnect` messages reach us instead of the client, which would close the socket before a new one stands. */
function catchDisconnectRequests(
  client: SocketModeReceiver['client'],
  asked: (reason: string) => void,
): void {
  const original = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const reason = disconnectReason(data)
    if (reason !== null) return asked(reason)
    for (const listener of original) listener.call(client, data, isBinary)
  })
}

function disconnectReason(data: unknown): string | null {
  const text = typeof data === 'string' ? data : ''
  if (!text.includes('"disconnect"')) return null
  try {
    const message = JSON.parse(text) as { type?: unknown; reason?: unknown }
    return message.type === 'disconnect' ? String(message.reason) : null
  } catch {
    return null
  }
}

async function helloWithin(clock: Clock, start: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const cancel = clock.after(HELLO_WITHIN_MS, () => reject(new Error('no hello from Slack in time')))
  try {
    await Promise.race([start, late])
  } catch (error) {
    // The client rejects without a reason when the socket closes before its hello.
    throw error ?? new Error('the socket closed before its hello')
  } finally {
    cancel()
  }
}
