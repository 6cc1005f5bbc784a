import type { Cluster } from '../cluster.ts'
import { ownedByUpdate } from '../fields/ownership.ts'
import { validate } from '../fields/validate.ts'
import { at, isMap, type JsonMap } from '../json.ts'
import type { KubeObject } from '../objects.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { labelText } from '../selectors.ts'
import { badRequest, conflict, methodNotAllowed, notFound, unsupportedMediaType } from '../status-error.ts'
import { timestamp } from '../timestamps.ts'
import { nextGeneration } from '../write.ts'
import { isDryRun, jsonBody, managerOf, type ApiRequest } from './request.ts'
import type { Target } from './route.ts'

export function serveScale(cluster: Cluster, request: ApiRequest, target: Target): JsonMap {
  const { plural, namespace, name, resource } = target
  const live = cluster.store.get(plural, namespace, name)
  if (!live) throw notFound(resource, name)
  if (request.method === 'GET') return scaleOf(live)
  const wanted = wantedScale(request, scaleOf(live))
  const version = at(wanted, 'metadata', 'resourceVersion')
  if (version && version !== live.metadata.resourceVersion) throw conflict(resource, name)
  const replicas = at(wanted, 'spec', 'replicas') ?? 0
  if (typeof replicas !== 'number') throw badRequest('spec.replicas must be a number')
  const changed = { ...live, spec: { ...(live.spec as JsonMap), replicas } }
  validate(changed, live)
  const writer = { manager: managerOf(request), time: timestamp(cluster.now()), subresource: 'scale' }
  const after = nextGeneration(plural, live, ownedByUpdate(live, changed, writer))
  return scaleOf(isDryRun(request) ? after : cluster.store.update(plural, after))
}

function wantedScale(request: ApiRequest, scale: JsonMap): unknown {
  if (request.method === 'PUT') return jsonBody(request)
  if (request.method !== 'PATCH') throw methodNotAllowed()
  switch (request.contentType) {
    case 'application/json-patch+json':
      return jsonPatch(scale, JSON.parse(request.body) as unknown)
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      return mergePatch(scale, jsonBody(request))
    default:
      throw unsupportedMediaType()
  }
}

function scaleOf(object: KubeObject): JsonMap {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const selector = at(object, 'spec', 'selector')
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: at(object, 'spec', 'replicas') ?? 0 },
    status: {
      replicas: at(object, 'status', 'replicas') ?? 0,
      selector: labelText(isMap(selector) ? selector : {}),
    },
  }
}
