import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from '../api-error.ts'
import { answerResponseUrl } from '../response-url-answers.ts'
import type { World } from '../world.ts'
import { readBody } from './body.ts'
import { handleFaulty, type Answer } from './faulty.ts'

/** Answers `/commands/…` and `/actions/…`: `ok` as text, or HTTP 404 with JSON. */
export async function serveResponseUrl(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now()
  const path = new URL(request.url ?? '/', world.url).pathname
  const body = await readBody(request)
  const outcome = await handleFaulty(world.faults.take('response_url'), response, {
    handle: () => use(world, path, body),
    send: ({ status, body: answer, headers }) => {
      const text = typeof answer === 'string'
      response.writeHead(status, { 'content-type': text ? 'text/html' : 'application/json', ...headers })
      response.end(text ? answer : JSON.stringify(answer))
    },
    hide: () => {},
  })
  world.traffic.record({
    direction: 'bot→slack',
    name: 'response_url',
    status: outcome === 'dropped' ? 'dropped' : outcome.status,
    ms: Math.round(performance.now() - startedAt),
    request: parsed(body) ?? body,
    response: outcome === 'dropped' ? null : outcome.body,
  })
}

function use(world: World, path: string, body: string): Answer {
  try {
    const grant = world.responseUrls.use(path)
    if (grant === 'unknown') throw new ApiError('invalid_url')
    if (typeof grant === 'string') throw new ApiError(grant)
    const answer = parsed(body)
    if (!answer) throw new ApiError('invalid_payload')
    answerResponseUrl(world, grant, answer)
    return { status: 200, body: 'ok' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: 404, body: { ok: false, error: error.code, ...error.fields } }
  }
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
