import { App, LogLevel, type Receiver } from '@slack/bolt'
import type { FastifyInstance } from 'fastify'
import { createBoltLogger } from './bolt-logger.ts'
import type { HandlingDeps } from './door-deps.ts'
import { createHttpEntrance } from './http-entrance.ts'
import { registerListeners } from './register-listeners.ts'
import { createSocketPair, type SocketPair } from './socket-pair.ts'
import { tokenProblem } from './token-problem.ts'
import { createUnfinishedWork } from './unfinished-work.ts'

export type SlackDoorOptions = HandlingDeps & {
  botToken: string
  /** Ends with a slash. */
  apiUrl: string
} & ({ mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string })

/** Commands and clicks from Slack, by Socket Mode or HTTP. */
export interface SlackDoor {
  /**
   * Throws when Slack refuses a token: nothing will work until it is renewed.
   * When Slack cannot be reached it resolves and keeps trying: alerts are taken meanwhile.
   */
  start(): Promise<void>
  /** Takes nothing new and waits at most `timeoutMs` for what is under way. */
  stop(timeoutMs?: number): Promise<void>
  /** Whether commands and clicks can arrive now. */
  alive(): boolean
  /** POST /slack/events, for the HTTP server; does nothing in Socket Mode. */
  plugin(app: FastifyInstance): Promise<void>
}

const CALL_TIMEOUT_MS = 10_000
const DRAIN_MS = 5_000
const TRY_AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

export function createSlackDoor(options: SlackDoorOptions): SlackDoor {
  const { clock, logger } = options
  const unfinished = createUnfinishedWork(clock)
  const stopping = new AbortController()
  const entrance = options.mode === 'http' ? createHttpEntrance(options) : null
  const app = createApp(options, entrance ? tracked(entrance.receiver, unfinished.track) : NO_RECEIVER)
  registerListeners(app, options)
  const processEvent: App['processEvent'] = (event) => unfinished.track(app.processEvent(event))
  const sockets: SocketPair | null =
    options.mode === 'socket' ? createSocketPair(options, { processEvent } as App) : null
  let initialised = false

  async function open(): Promise<void> {
    if (!initialised) await naming('SLACK_BOT_TOKEN', app.init())
    initialised = true
    if (sockets) await naming('SLACK_APP_TOKEN', sockets.start())
    logger.info({ mode: options.mode }, 'slack door: open')
  }

  async function keepOpening(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await clock.sleep(TRY_AGAIN_MS[tries] ?? 30_000, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        return await open()
      } catch (error) {
        if (stopping.signal.aborted) return
        logger.warn({ error: String(error) }, 'slack door: still not open')
      }
    }
  }

  return {
    async start() {
      try {
        await open()
      } catch (error) {
        if (error instanceof RefusedToken) throw error
        logger.warn({ error: String(error) }, 'slack door: slack cannot be reached, trying on')
        void keepOpening()
      }
    },
    async stop(timeoutMs = DRAIN_MS) {
      stopping.abort(new Error('stopping'))
      const left = await unfinished.idle(timeoutMs)
      if (left > 0) logger.warn({ left }, 'slack door: closing with answers under way')
      await sockets?.stop()
    },
    alive: () => initialised && (sockets?.isOpen() ?? true),
    async plugin(server) {
      await entrance?.plugin(server)
    },
  }
}

function createApp(options: SlackDoorOptions, receiver: Receiver): App {
  const app = new App({
    token: options.botToken,
    receiver,
    convoStore: false,
    deferInitialization: true,
    ignoreSelf: false,
    logger: createBoltLogger(options.logger, 'bolt'),
    logLevel: LogLevel.WARN,
    clientOptions: {
      slackApiUrl: options.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT_MS,
    },
  })
  app.error(async (error) => options.logger.error({ error: error.message }, 'handling a payload: it broke'))
  return app
}

/** The sockets call `processEvent` themselves. */
const NO_RECEIVER: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
}

function tracked(receiver: Receiver, track: <T>(work: Promise<T>) => Promise<T>): Receiver {
  const init: Receiver['init'] = (app) =>
    receiver.init({
      processEvent: (event: Parameters<App['processEvent']>[0]) => track(app.processEvent(event)),
    } as App)
  return { init, start: NO_RECEIVER.start, stop: NO_RECEIVER.stop }
}

export class RefusedToken extends Error {
  override readonly name = 'RefusedToken'
}

async function naming(variable: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    const code = tokenProblem(error)
    if (code === null) throw error
    throw new RefusedToken(
      `opening the slack door: slack refuses ${variable} (${code}); renew it on https://api.slack.com/apps and start again`,
      { cause: error },
    )
  }
}
