import type { IncomingMessage } from 'node:http'
import { badRequest } from '../status-error.ts'
import { isMap, type JsonMap } from '../json.ts'

export interface ApiRequest {
  method: string
  path: string
  query: URLSearchParams
  accept: string
  contentType: string
  authorization: string
  userAgent: string
  body: string
}

const LARGEST_BODY = 3 * 1024 * 1024

export async function readRequest(request: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(request.url ?? '/', 'http://cluster')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw badRequest('request body too large')
    chunks.push(chunk)
  }
  const { headers } = request
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/\/+$/, '') || '/',
    query: url.searchParams,
    accept: headers.accept ?? '',
    contentType: (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '',
    authorization: headers.authorization ?? '',
    userAgent: headers['user-agent'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

export function jsonBody({ body }: ApiRequest): JsonMap {
  if (body === '') return {}
  try {
    const value: unknown = JSON.parse(body)
    if (isMap(value)) return value
  } catch {}
  throw badRequest('the object provided is unrecognized (must be of type JSON)')
}

/** Who is noted as the writer: `fieldManager`, else the program's name. */
export function managerOf({ query, userAgent }: ApiRequest): string {
  return query.get('fieldManager') ?? (userAgent.split('/')[0] || 'unknown')
}

export function isDryRun({ query }: ApiRequest): boolean {
  const asked = query.getAll('dryRun')
  if (asked.some((value) => value !== 'All')) throw badRequest(`invalid dryRun value: ${asked.join(',')}`)
  return asked.length > 0
}
