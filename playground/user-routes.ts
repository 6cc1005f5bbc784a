import type { IncomingMessage, ServerResponse } from 'node:http'
import { isMap, type JsonMap } from './kubernetes/json.ts'
import { readBody } from './slack/http/body.ts'
import { answerJson } from './slack/http/respond.ts'
import { UserError } from './slack/people/user-error.ts'

export interface Ask {
  /** The parts of the path that `*` stands for. */
  parts: string[]
  query: URLSearchParams
  body: JsonMap
}

/** `path` comes after `/playground`. */
export type UserRoute = readonly [method: string, path: string, answer: (ask: Ask) => unknown]

/** True when it has answered. */
export type UserRoutes = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Serves routes of the user side beside those of the workspace: JSON in and out, a UserError is an answer. */
export function createUserRoutes(routes: readonly UserRoute[]): UserRoutes {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://playground')
    if (!url.pathname.startsWith('/playground/')) return false
    const path = url.pathname.slice('/playground'.length)
    for (const [method, pattern, answer] of routes) {
      const parts = method === request.method ? matched(pattern, path) : undefined
      if (!parts) continue
      try {
        const body = method === 'GET' ? {} : parsed(await readBody(request))
        answerJson(response, await answer({ parts, query: url.searchParams, body }))
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        const { code, message, status } = error
        answerJson(response, { ok: false, error: code, message }, { status })
      }
      return true
    }
    return false
  }
}

function matched(pattern: string, path: string): string[] | undefined {
  const expected = pattern.split('/')
  const actual = path.split('/')
  if (expected.length !== actual.length) return undefined
  if (expected.some((part, index) => part !== '*' && part !== actual[index])) return undefined
  return actual.filter((_, index) => expected[index] === '*')
}

function parsed(body: string): JsonMap {
  try {
    const value: unknown = body ? JSON.parse(body) : {}
    if (isMap(value)) return value
  } catch {
    // answered below
  }
  throw new UserError(400, 'invalid_json', 'the body must be a JSON object')
}
