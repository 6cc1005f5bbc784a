import type { ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import { isForbidden } from '../faults.ts'
import type { KubeObject } from '../objects.ts'
import {
  deniedByWebhook,
  forbidden,
  internalError,
  methodNotAllowed,
  noSuchPath,
  notFound,
  tooManyRequests,
  unauthorized,
} from '../status-error.ts'
import { ACCESS_REVIEW, reviewAccess } from './access-review.ts'
import { serveDelete } from './delete.ts'
import { discover } from './discovery.ts'
import { listObjects } from './list.ts'
import { serveOpenApi } from './openapi.ts'
import { readPodLogs } from './pod-logs.ts'
import type { ApiRequest } from './request.ts'
import { targetOf, verbOf, type Target } from './route.ts'
import { serveScale } from './scale.ts'
import { asTable, wantsTable } from './table.ts'
import { watchObjects, type OpenWatch } from './watch.ts'
import { createObject, patchObject } from './write-object.ts'

export interface Answer {
  code: number
  body: object | string
}

interface Serving {
  address: string
  response: ServerResponse
  watches: Set<OpenWatch>
}

/** Answers one request; undefined when a watch has taken over the response. Throws StatusError. */
export function serveRequest(cluster: Cluster, request: ApiRequest, serving: Serving): Answer | undefined {
  const { path, method } = request
  if (cluster.faults.unauthorized || request.authorization !== `Bearer ${cluster.token}`) throw unauthorized()
  failByFault(cluster)
  const told = method === 'GET' ? (discover(path, serving.address) ?? serveOpenApi(path)) : undefined
  if (told) return { code: 200, body: told }
  if (path === ACCESS_REVIEW) {
    if (method !== 'POST') throw methodNotAllowed()
    return { code: 201, body: reviewAccess(cluster, request) }
  }
  const target = targetOf(path)
  if (!target) throw noSuchPath()
  const watching = ['true', '1'].includes(request.query.get('watch') ?? '')
  const verb = verbOf(method, target, watching)
  authorize(cluster, target, verb)
  if (target.subresource) return serveSubresource(cluster, request, target)
  if (!target.resource.verbs.includes(verb)) throw methodNotAllowed()
  if (verb === 'watch') {
    watchObjects(cluster, { request, target, ...serving })
    return undefined
  }
  return serveVerb(cluster, request, { target, verb })
}

function failByFault({ faults }: Cluster): void {
  if (faults.tooManyRequests.count > 0) {
    faults.tooManyRequests.count -= 1
    throw tooManyRequests(faults.tooManyRequests.retryAfterSeconds)
  }
  if (faults.serverErrors > 0) {
    faults.serverErrors -= 1
    throw internalError('etcdserver: request timed out')
  }
}

function authorize({ faults, user }: Cluster, target: Target, verb: string): void {
  const { resource, plural, namespace, name, subresource } = target
  const asked = { verb, resource: subresource ? `${plural}/${subresource}` : plural, namespace }
  if (!isForbidden(faults, asked)) return
  throw forbidden(resource, { user, verb, name, namespace, subresource })
}

function serveSubresource(cluster: Cluster, request: ApiRequest, target: Target): Answer {
  const { subresource, plural, resource } = target
  if (subresource === 'log' && plural === 'pods') {
    if (request.method !== 'GET') throw methodNotAllowed()
    return { code: 200, body: readPodLogs(cluster, request, target) }
  }
  if (subresource === 'scale' && resource.scale)
    return { code: 200, body: serveScale(cluster, request, target) }
  throw noSuchPath()
}

function serveVerb(
  cluster: Cluster,
  request: ApiRequest,
  { target, verb }: { target: Target; verb: string },
): Answer {
  switch (verb) {
    case 'get': {
      const object = cluster.store.get(target.plural, target.namespace, target.name)
      if (!object) throw notFound(target.resource, target.name)
      return { code: 200, body: shown(cluster, request, { target, object }) }
    }
    case 'list':
      return { code: 200, body: listObjects(cluster, request, target) }
    case 'create': {
      const { code, object } = createObject(cluster, request, target)
      return { code, body: shown(cluster, request, { target, object }) }
    }
    case 'patch': {
      if (cluster.faults.deniedPatches) throw deniedByWebhook(cluster.faults.deniedPatches)
      const { code, object } = patchObject(cluster, request, target)
      return { code, body: shown(cluster, request, { target, object }) }
    }
    case 'delete':
      return { code: 200, body: serveDelete(cluster, request, target) }
    default:
      throw methodNotAllowed()
  }
}

function shown(
  cluster: Cluster,
  request: ApiRequest,
  { target, object }: { target: Target; object: KubeObject },
): object {
  if (!wantsTable(request)) return object
  const metadata = { resourceVersion: object.metadata.resourceVersion }
  return asTable(target.plural, [object], { metadata, now: cluster.now() })
}
