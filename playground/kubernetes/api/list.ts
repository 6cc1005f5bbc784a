import type { Cluster } from '../cluster.ts'
import type { JsonMap } from '../json.ts'
import type { KubeObject } from '../objects.ts'
import { apiVersionOf } from '../resources.ts'
import { parseFieldSelector, parseLabelSelector, type Matches } from '../selectors.ts'
import { badRequest, expiredContinue, tooOldVersion } from '../status-error.ts'
import type { ApiRequest } from './request.ts'
import type { Target } from './route.ts'
import { asTable, wantsTable } from './table.ts'

interface Continue {
  v: 'meta.k8s.io/v1'
  /** -1: whatever there is now. */
  rv: number
  start: string
}

export function selection({ query }: ApiRequest, { resource, namespace }: Target): Matches {
  const labels = query.get('labelSelector')
  const fields = query.get('fieldSelector')
  const tests: Matches[] = [
    ...(namespace ? [({ metadata }: KubeObject) => metadata.namespace === namespace] : []),
    ...(labels ? [parseLabelSelector(labels)] : []),
    ...(fields ? [parseFieldSelector(fields, resource.kind)] : []),
  ]
  return (object) => tests.every((test) => test(object))
}

export function listObjects(cluster: Cluster, request: ApiRequest, target: Target): JsonMap {
  const { store } = cluster
  const token = readToken(request.query.get('continue'))
  if (token && token.rv >= 0 && token.rv < store.oldest())
    throw expiredContinue(writeToken({ ...token, rv: -1 }))
  const exact =
    request.query.get('resourceVersionMatch') === 'Exact' ? Number(request.query.get('resourceVersion')) : 0
  if (exact && exact < store.oldest()) throw tooOldVersion(exact, store.oldest())
  const version = token && token.rv >= 0 ? token.rv : exact || store.version()
  const matches = selection(request, target)
  const key = ({ metadata }: KubeObject): string =>
    target.namespace ? metadata.name : `${metadata.namespace ?? ''}/${metadata.name}`
  const all = store
    .snapshot(target.plural, version)
    .filter((object) => matches(object) && (!token || key(object) >= token.start))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const limit = Number(request.query.get('limit') ?? 0)
  const page = limit > 0 ? all.slice(0, limit) : all
  const last = page.at(-1)
  const more = all.length - page.length
  const selective = request.query.has('labelSelector') || request.query.has('fieldSelector')
  const metadata = {
    resourceVersion: String(version),
    ...(more > 0 &&
      last && { continue: writeToken({ v: 'meta.k8s.io/v1', rv: version, start: `${key(last)}\0` }) }),
    ...(more > 0 && !selective && { remainingItemCount: more }),
  }
  if (wantsTable(request)) return asTable(target.plural, page, { metadata, now: cluster.now() })
  return {
    kind: `${target.resource.kind}List`,
    apiVersion: apiVersionOf(target.resource),
    metadata,
    items: page.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  }
}

function writeToken(token: Continue): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function readToken(text: string | null): Continue | undefined {
  if (!text) return undefined
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Continue>
    if (typeof token.rv === 'number' && typeof token.start === 'string')
      return { v: 'meta.k8s.io/v1', rv: token.rv, start: token.start }
  } catch {}
  throw badRequest('continue key is not valid: illegal base64 data')
}
