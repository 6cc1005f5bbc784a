import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault } from '../faults.ts'
import { isRecord } from '../blockkit/checks.ts'
import type { Membership } from '../seed.ts'
import type { TypedValues } from '../people/input-checks.ts'
import type { ClickTarget } from '../people/person-actions.ts'
import { changeSettings } from '../settings.ts'
import { UserError } from '../people/user-error.ts'
import type { SlackSimulator } from '../simulator-types.ts'
import { readBody } from './body.ts'
import { servePersonsFile } from './file-content.ts'
import { streamEvents } from './event-stream.ts'
import { answerJson } from './respond.ts'
import { overview } from './overview.ts'

interface Ask {
  slack: SlackSimulator
  /** The parts of the path that `*` stands for. */
  parts: string[]
  query: URLSearchParams
  body: Record<string, unknown>
}

type Route = readonly [method: string, path: string, answer: (ask: Ask) => unknown]

const word = (value: unknown) => (typeof value === 'string' ? value : '')
const optional = (value: unknown) => word(value) || undefined
const flag = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
const done = { ok: true }

const routes: Route[] = [
  ['GET', '/workspace', ({ slack }) => overview(slack)],
  ['GET', '/clock', ({ slack }) => ({ now: slack.world.clock.now(), speed: slack.speed })],
  ['GET', '/traffic', ({ slack, query }) => slack.world.traffic.list(Number(query.get('after') ?? 0))],
  ['GET', '/calls', ({ slack }) => slack.calls()],
  ['GET', '/people/*/channels', ({ slack, parts: [who = ''] }) => slack.as(who).channels()],
  [
    'GET',
    '/people/*/channels/*/messages',
    ({ slack, parts: [who = '', channel = ''], query }) =>
      slack.as(who).messages(channel, {
        thread_ts: optional(query.get('thread_ts')),
        limit: query.has('limit') ? Number(query.get('limit')) : undefined,
      }),
  ],
  [
    'POST',
    '/people/*/channels/*/read',
    ({ slack, parts: [who = '', channel = ''] }) => (slack.as(who).read(channel), done),
  ],
  [
    'POST',
    '/people/*/messages',
    ({ slack, parts: [who = ''], body }) =>
      slack.as(who).post({
        channel: word(body['channel']),
        text: word(body['text']),
        thread_ts: optional(body['thread_ts']),
      }),
  ],
  [
    'POST',
    '/people/*/commands',
    ({ slack, parts: [who = ''], body }) =>
      slack.as(who).command({
        channel: word(body['channel']),
        text: word(body['text']),
        thread_ts: optional(body['thread_ts']),
      }),
  ],
  [
    'POST',
    '/people/*/click',
    ({ slack, parts: [who = ''], body }) => slack.as(who).click(body as unknown as ClickTarget),
  ],
  ['GET', '/people/*/views', ({ slack, parts: [who = ''] }) => slack.as(who).views()],
  [
    'POST',
    '/people/*/views/*/options',
    ({ slack, parts: [who = '', view = ''], body }) =>
      slack.as(who).options(view, {
        action_id: word(body['action_id']),
        block_id: optional(body['block_id']),
        typed: word(body['typed']),
      }),
  ],
  [
    'POST',
    '/people/*/views/*/submit',
    ({ slack, parts: [who = '', view = ''], body }) =>
      slack.as(who).submit(view, (body['values'] ?? {}) as TypedValues),
  ],
  [
    'POST',
    '/people/*/views/*/close',
    ({ slack, parts: [who = '', view = ''], body }) =>
      slack.as(who).close(view, { all: body['all'] === true }),
  ],
  ['POST', '/faults', ({ slack, body }) => (addFault(slack, body), done)],
  ['DELETE', '/faults', ({ slack }) => (slack.world.faults.clear(), done)],
  [
    'POST',
    '/socket/refresh',
    ({ slack, body }) => (slack.refreshSockets(refreshReason(body['reason'])), done),
  ],
  [
    'PATCH',
    '/people/*',
    ({ slack, parts: [who = ''], body }) => {
      slack.changePerson(who, {
        deleted: flag(body['deleted']),
        membership: optional(body['membership']) as Membership,
      })
      return done
    },
  ],
  [
    'PATCH',
    '/channels/*',
    ({ slack, parts: [channel = ''], body }) => {
      const { archived, bot_is_member: member, private: hidden } = body
      slack.changeChannel(channel, {
        archived: flag(archived),
        bot_is_member: flag(member),
        private: flag(hidden),
      })
      return done
    },
  ],
  [
    'PATCH',
    '/groups/*',
    ({ slack, parts: [id = ''], body }) => {
      const { members } = body
      slack.changeGroup(id, { members: Array.isArray(members) ? members.map(word) : undefined })
      return done
    },
  ],
  ['GET', '/settings', ({ slack }) => slack.settings],
  ['PATCH', '/settings', ({ slack, body }) => (change(slack, body), done)],
  ['PATCH', '/token', ({ slack, body }) => (slack.revokeToken(body['revoked'] === true), done)],
]

/** Answers `/playground/…`, the user side; false when there is no such route. */
export async function serveUserSide(
  slack: SlackSimulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', slack.url)
  const path = url.pathname.slice('/playground'.length)
  if (request.method === 'GET' && path === '/events') {
    streamEvents(slack, url.searchParams.get('person'), { request, response })
    return true
  }
  const file = request.method === 'GET' ? matched('/people/*/files/*', path) : undefined
  if (file) {
    await guarded(response, () => servePersonsFile(slack.world, response, file))
    return true
  }
  for (const [method, pattern, answer] of routes) {
    const parts = method === request.method ? matched(pattern, path) : undefined
    if (!parts) continue
    await reply(response, async () => {
      const body = method === 'GET' ? {} : parsed(await readBody(request))
      return answer({ slack, parts, query: url.searchParams, body })
    })
    return true
  }
  return false
}

const reply = (response: ServerResponse, work: () => Promise<unknown>) =>
  guarded(response, async () => answerJson(response, await work()))

async function guarded(response: ServerResponse, work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    answerJson(response, { ok: false, error: error.code, message: error.message }, { status: error.status })
  }
}

function matched(pattern: string, path: string): string[] | undefined {
  const expected = pattern.split('/')
  const actual = path.split('/')
  if (expected.length !== actual.length) return undefined
  if (expected.some((part, index) => part !== '*' && part !== actual[index])) return undefined
  const parts = actual.filter((_, index) => expected[index] === '*')
  try {
    return parts.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = body ? JSON.parse(body) : {}
    if (isRecord(value)) return value
  } catch {
    // answered below
  }
  throw new UserError(400, 'invalid_json', 'the body must be a JSON object')
}

function refreshReason(reason: unknown): 'warning' | 'refresh_requested' {
  if (reason === undefined || reason === 'refresh_requested') return 'refresh_requested'
  if (reason === 'warning') return reason
  throw new UserError(400, 'invalid_reason', 'reason is warning or refresh_requested')
}

function change({ settings }: SlackSimulator, body: Record<string, unknown>): void {
  try {
    changeSettings(settings, body)
  } catch (error) {
    throw new UserError(400, 'invalid_setting', (error as Error).message)
  }
}

function addFault(slack: SlackSimulator, body: Record<string, unknown>): void {
  try {
    slack.world.faults.add(body as unknown as Fault)
  } catch (error) {
    throw new UserError(400, 'invalid_fault', (error as Error).message)
  }
}
