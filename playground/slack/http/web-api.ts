import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError, invalidArguments } from '../api-error.ts'
import { newSecret } from '../ids.ts'
import { refuseUnsupported } from '../message-arguments.ts'
import { given, textOf, type ApiMethod, type Arguments } from '../method.ts'
import { methods } from '../methods/index.ts'
import type { World } from '../world.ts'
import { argumentsOf } from './arguments.ts'
import { authorise, bearerToken } from './authorise.ts'
import { readBody } from './body.ts'
import { handleFaulty, type Answer } from './faulty.ts'
import { answerJson } from './respond.ts'

/** Answers `/api/<method>`. */
export async function serveWebApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.url)
  const name = url.pathname.slice('/api/'.length)
  const startedAt = performance.now()
  const body = await readBody(request)
  const args = readable(request, url, body)
  const fault = world.faults.take(name, args instanceof ApiError ? undefined : aboutOf(args))
  const token = bearerToken(request.headers.authorization)
  const outcome = await handleFaulty(fault, response, {
    handle: () => call(world, name, { args, token }),
    send: (answer) =>
      answerJson(response, answer.body, { status: answer.status, headers: headersOf(world, name, answer) }),
    hide: (answer, ms) => hideStored(world, answer, ms),
  })
  world.traffic.record({
    direction: 'bot→slack',
    name,
    status: outcome === 'dropped' ? 'dropped' : outcome.status,
    ms: Math.round(performance.now() - startedAt),
    request: args instanceof ApiError ? body : args,
    response: outcome === 'dropped' ? null : outcome.body,
  })
}

function readable(request: IncomingMessage, url: URL, body: string): Arguments | ApiError {
  try {
    return argumentsOf(request, url, body)
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

const aboutOf = (args: Arguments) => ({
  channel: textOf(args, 'channel') || undefined,
  reply: textOf(args, 'thread_ts') !== '',
})

interface Call {
  args: Arguments | ApiError
  token: string | undefined
}

function call(world: World, name: string, { args, token }: Call): Answer {
  const count = (world.calls[name] ??= { total: 0, limited: 0 })
  count.total += 1
  try {
    const method = methods.get(name)
    if (!method) throw new ApiError('unknown_method', { req_method: name })
    if (args instanceof ApiError) throw args
    const { token: argument, ...rest } = args
    authorise(world, method, token ?? (typeof argument === 'string' ? argument : undefined))
    const waitMs = world.limits.take(name, method.tier, textOf(args, 'channel'))
    if (waitMs > 0) {
      count.limited += 1
      return limited(waitMs)
    }
    checkArguments(method, rest)
    return { status: 200, body: { ok: true, ...method.run(world, rest) } }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: 200, body: { ok: false, error: error.code, ...error.fields } }
  }
}

function checkArguments(method: ApiMethod, args: Arguments): void {
  const missing = method.required.filter((name) => !given(args[name]))
  if (missing.length > 0) throw invalidArguments(...missing.map((name) => `missing required field: ${name}`))
  refuseUnsupported(args, method.unsupported ?? [])
}

/** Retry-After is in seconds of the workspace's clock. */
function limited(waitMs: number): Answer {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
  }
}

function headersOf(world: World, name: string, answer: Answer): Record<string, string> {
  return {
    'x-slack-req-id': newSecret(),
    'x-oauth-scopes': world.manifest.botScopes.join(','),
    'x-accepted-oauth-scopes': methods.get(name)?.scopes.join(',') ?? '',
    ...answer.headers,
  }
}

/** Keeps the message that the call just stored out of what the Web API lists. */
function hideStored(world: World, { body }: Answer, ms: number): void {
  const { channel, ts } = body as { channel?: string; ts?: string }
  const message = world.workspace.channels.get(channel ?? '')?.log.get(ts ?? '')
  if (message) message.hiddenUntil = world.clock.now() + ms
}
