import { WebClient, LogLevel, type Logger } from '@slack/web-api'
import type { Clock } from '../../lib/clock.ts'
import { createClockFetch } from './clock-fetch.ts'
import { failureOf, type Failure } from './failures.ts'
import type { Log } from './log.ts'

export interface SlackDeps {
  botToken: string
  /** Ends with `/`. */
  apiUrl: string
  clock: Clock
  logger: Log
  /** For metrics: one call of `method` ended as `outcome` after `ms`. */
  onCall?: (method: string, outcome: 'done' | Failure['outcome'], ms: number) => void
  timeoutMs?: number
}

export type Body = Record<string, unknown>
export type CallResult = { outcome: 'done'; body: Body } | Failure
export type SlackCall = (method: string, args: Body) => Promise<CallResult>

const TIMEOUT_MS = 10_000

/**
 * One attempt per call, never a retry of its own: `web-api` would send a POST again after a 5xx, a timeout or a
 * dropped connection, and pause every channel after one 429.
 */
export function createSlackCalls(deps: SlackDeps): SlackCall {
  const { clock, logger } = deps
  const client = new WebClient(deps.botToken, {
    slackApiUrl: deps.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: 100,
    fetch: createClockFetch(clock, deps.timeoutMs ?? TIMEOUT_MS),
    logger: quietLogger(logger),
  })
  return async (method, args) => {
    const startedAt = clock.now()
    const result = await attempt(client, method, args)
    const ms = clock.now() - startedAt
    deps.onCall?.(method, result.outcome, ms)
    if (result.outcome !== 'done')
      logger.warn({ method, channel: args.channel, ms, ...result }, 'calling slack: not done')
    return result
  }
}

async function attempt(client: WebClient, method: string, args: Body): Promise<CallResult> {
  try {
    return { outcome: 'done', body: { ...(await client.apiCall(method, args)) } }
  } catch (error) {
    return failureOf(error)
  }
}

/** The client logs bodies at debug and repeats each failure, which `createSlackCalls` logs itself. */
function quietLogger(logger: Log): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => logger.debug({ words: words.map(String) }, 'slack client: warning'),
    error: (...words) => logger.debug({ words: words.map(String) }, 'slack client: error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
