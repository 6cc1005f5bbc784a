import type { IncomingMessage } from 'node:http'
import { ApiError } from '../api-error.ts'
import { isRecord } from '../blockkit/checks.ts'
import type { Arguments } from '../method.ts'

/** The arguments of a Web API call: query, form or JSON. A `token` counts only in a query or form, as in Slack. */
export function argumentsOf(request: IncomingMessage, url: URL, body: string): Arguments {
  const query = Object.fromEntries(url.searchParams)
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (!body) return query
  if (type === 'application/x-www-form-urlencoded')
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
  if (type !== 'application/json') throw new ApiError(type ? 'invalid_post_type' : 'missing_post_type')
  const parsed = parse(body)
  if (!isRecord(parsed)) throw new ApiError('json_not_object')
  const { token: _ignored, ...rest } = parsed
  return { ...query, ...rest }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new ApiError('invalid_json')
  }
}
