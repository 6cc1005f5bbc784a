import type { IncomingMessage } from 'node:http'
import type { Manifest, Manifests } from './manifests.ts'
import type { Tokens } from './tokens.ts'

export interface RegistryFaults {
  /** Answers every call for a manifest with this status, e.g. 429 or 503. */
  status: number | null
  /** Leaves out Docker-Content-Digest. */
  hideDigest: boolean
  /** HEAD answers 405. */
  noHead: boolean
  /** Connections are cut. */
  dropped: boolean
}

export interface Serving {
  manifests: Manifests
  tokens: Tokens
  faults: RegistryFaults
  url: () => string
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

const NAME = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/
const REFERENCE = /^(\w[\w.-]{0,127}|[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+)$/

export function serve(serving: Serving, request: IncomingMessage): Answer {
  const url = new URL(request.url ?? '/', 'http://registry')
  const { authorization } = request.headers
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (url.pathname === '/token')
    return request.method === 'GET' ? grant(serving, url, authorization) : unsupported()
  if (url.pathname === '/v2/') {
    if (!isRead) return unsupported()
    return serving.tokens.isKnown(authorization) ? json(200, {}) : unauthorized(serving, null, authorization)
  }
  const [, name = '', reference = ''] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(url.pathname) ?? []
  if (reference === '') return { status: 404, headers: {}, body: '404 page not found\n' }
  if (!isRead) return unsupported()
  return serveManifest(serving, request, { name, reference: decodeURIComponent(reference) })
}

function serveManifest(
  serving: Serving,
  { method, headers }: IncomingMessage,
  { name, reference }: { name: string; reference: string },
): Answer {
  const { faults, manifests, tokens } = serving
  if (faults.status !== null)
    return failure(faults.status, faults.status === 429 ? 'TOOMANYREQUESTS' : 'UNKNOWN')
  if (faults.noHead && method === 'HEAD') return unsupported()
  if (!NAME.test(name)) return failure(400, 'NAME_INVALID')
  if (!tokens.mayPull(headers.authorization, name)) return unauthorized(serving, name, headers.authorization)
  if (!REFERENCE.test(reference)) return failure(404, 'MANIFEST_UNKNOWN')
  if (!manifests.hasRepository(name)) return failure(404, 'NAME_UNKNOWN')
  const manifest = manifests.find(name, reference)
  if (!manifest || !accepts(headers.accept, manifest)) return failure(404, 'MANIFEST_UNKNOWN')
  const digest = faults.hideDigest ? {} : { 'docker-content-digest': manifest.digest }
  return { status: 200, headers: { 'content-type': manifest.type, ...digest }, body: manifest.body }
}

function accepts(accept: string | undefined, { type }: Manifest): boolean {
  const types = (accept ?? '*/*').split(',').map((one) => one.split(';')[0]?.trim())
  return types.includes('*/*') || types.includes(type)
}

function grant({ tokens }: Serving, url: URL, authorization: string | undefined): Answer {
  const scopes = url.searchParams.getAll('scope').flatMap((scope) => scope.split(' '))
  const token = tokens.grant(scopes, authorization)
  if (token === null) return json(401, { details: 'incorrect username or password' })
  return json(200, { token, access_token: token, expires_in: 300 })
}

function unauthorized(
  { url, tokens }: Serving,
  name: string | null,
  authorization: string | undefined,
): Answer {
  const scope = name === null ? [] : [`scope="repository:${name}:pull"`]
  const error = tokens.isKnown(authorization) ? ['error="insufficient_scope"'] : []
  const parts = [`realm="${url()}/token"`, 'service="simulated-registry"', ...scope, ...error]
  const refused = failure(401, 'UNAUTHORIZED')
  return { ...refused, headers: { ...refused.headers, 'www-authenticate': `Bearer ${parts.join(',')}` } }
}

function unsupported(): Answer {
  return failure(405, 'UNSUPPORTED')
}

function failure(status: number, code: string): Answer {
  return json(status, { errors: [{ code, message: code.toLowerCase().replaceAll('_', ' '), detail: {} }] })
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
