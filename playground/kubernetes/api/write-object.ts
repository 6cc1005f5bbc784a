import { randomUUID } from 'node:crypto'
import { parse } from 'yaml'
import type { Cluster } from '../cluster.ts'
import { applyFields } from '../fields/apply.ts'
import { withDefaults } from '../fields/defaults.ts'
import { ownedByUpdate } from '../fields/ownership.ts'
import { validate } from '../fields/validate.ts'
import { at, isMap, mapAt, textAt, type JsonMap } from '../json.ts'
import type { KubeObject } from '../objects.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { strategicMerge } from '../patch/strategic-merge.ts'
import { apiVersionOf, resourceOfKind } from '../resources.ts'
import {
  alreadyExists,
  badRequest,
  conflict,
  invalid,
  notFound,
  unsupportedMediaType,
} from '../status-error.ts'
import { timestamp } from '../timestamps.ts'
import { nextGeneration } from '../write.ts'
import { isDryRun, jsonBody, managerOf, type ApiRequest } from './request.ts'
import type { Target } from './route.ts'

interface Written {
  code: 200 | 201
  object: KubeObject
}

export function createObject(cluster: Cluster, request: ApiRequest, target: Target): Written {
  const body = jsonBody(request)
  const name = at(body, 'metadata', 'name')
  if (typeof name !== 'string' || name === '')
    throw invalid(target.resource, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ])
  if (cluster.store.get(target.plural, target.namespace, name)) throw alreadyExists(target.resource, name)
  const writer = { manager: managerOf(request), time: timestamp(cluster.now()) }
  const draft = fresh(target, { ...body, metadata: { ...mapAt(body, 'metadata'), name } })
  return store(cluster, { request, target, after: ownedByUpdate(undefined, draft, writer) })
}

export function patchObject(cluster: Cluster, request: ApiRequest, target: Target): Written {
  const before = cluster.store.get(target.plural, target.namespace, target.name)
  if (request.contentType === 'application/apply-patch+yaml')
    return applyObject(cluster, request, { target, before })
  const change = PATCHES[request.contentType]
  if (!change) throw unsupportedMediaType()
  if (!before) throw notFound(target.resource, target.name)
  const patched = change(before, patchBody(request.body))
  if (!isMap(patched) || !isMap(patched.metadata)) throw badRequest('the patched object is no object')
  checkVersion(target, before, patched.metadata)
  const { namespace, name, uid, creationTimestamp, resourceVersion, managedFields } = before.metadata
  const metadata = {
    ...patched.metadata,
    ...(namespace && { namespace }),
    name,
    uid,
    creationTimestamp,
    resourceVersion,
    ...(managedFields && { managedFields }),
  }
  const { status: _status, ...rest } = patched
  const after = withDefaults({
    ...rest,
    ...('status' in before && { status: before.status }),
    metadata,
  } as unknown as KubeObject)
  const writer = { manager: managerOf(request), time: timestamp(cluster.now()) }
  return store(cluster, { request, target, before, after: ownedByUpdate(before, after, writer) })
}

const PATCHES: Record<string, (object: KubeObject, patch: unknown) => unknown> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMerge,
}

function patchBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const cut = error instanceof SyntaxError && /end of JSON|Unterminated|Expected/.test(error.message)
    throw badRequest(`error decoding patch: ${cut ? 'unexpected end of JSON input' : 'invalid character'}`)
  }
}

function applyObject(
  cluster: Cluster,
  request: ApiRequest,
  { target, before }: { target: Target; before: KubeObject | undefined },
): Written {
  const manager = request.query.get('fieldManager')
  if (!manager)
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    )
  const wanted: unknown = parseYaml(request.body)
  if (!isMap(wanted)) throw badRequest('error decoding YAML: the applied object is no object')
  if (wanted.kind !== target.resource.kind || wanted.apiVersion !== apiVersionOf(target.resource))
    throw badRequest(`invalid object type: ${textAt(wanted, 'apiVersion')}, Kind=${textAt(wanted, 'kind')}`)
  if (at(wanted, 'metadata', 'managedFields')) throw badRequest('metadata.managedFields must be nil')
  const uid = textAt(wanted, 'metadata', 'uid')
  if (!before && uid)
    throw conflict(
      target.resource,
      target.name,
      `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
    )
  if (before) checkVersion(target, before, mapAt(wanted, 'metadata'))
  const base = before ?? fresh(target, { metadata: { name: target.name } })
  const writer = { manager, time: timestamp(cluster.now()) }
  const after = withDefaults(
    applyFields(base, wanted, { writer, force: request.query.get('force') === 'true' }),
  )
  return store(cluster, { request, target, after, ...(before && { before }) })
}

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    throw badRequest('error decoding YAML')
  }
}

function checkVersion({ resource, name }: Target, { metadata }: KubeObject, wanted: JsonMap): void {
  if (wanted.resourceVersion && wanted.resourceVersion !== metadata.resourceVersion)
    throw conflict(resource, name)
  if (wanted.uid && wanted.uid !== metadata.uid)
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${textAt(wanted, 'uid')}, UID in object meta: ${metadata.uid}`,
    )
}

function fresh({ resource, namespace }: Target, body: JsonMap): KubeObject {
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _created,
    ...metadata
  } = mapAt(body, 'metadata')
  const whole = {
    ...body,
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { ...metadata, ...(namespace && { namespace }) },
  }
  return withDefaults(whole as unknown as KubeObject)
}

function store(
  cluster: Cluster,
  {
    request,
    target,
    before,
    after,
  }: { request: ApiRequest; target: Target; before?: KubeObject; after: KubeObject },
): Written {
  validate(after, before)
  const { plural, namespace } = target
  if (!before && namespace && !cluster.store.get('namespaces', '', namespace)) {
    throw notFound(resourceOfKind('Namespace'), namespace)
  }
  const object = nextGeneration(plural, before, after)
  if (isDryRun(request))
    return { code: before ? 200 : 201, object: before ? object : imagined(cluster, object) }
  if (before) return { code: 200, object: cluster.store.update(plural, object) }
  const status = plural === 'namespaces' ? { phase: 'Active' } : (object.status ?? {})
  return { code: 201, object: cluster.store.create(plural, { ...object, status }) }
}

/** A dry creation shows a uid and a time, but no version. */
function imagined({ now }: Cluster, object: KubeObject): KubeObject {
  return {
    ...object,
    metadata: { ...object.metadata, uid: randomUUID(), creationTimestamp: timestamp(now()) },
  }
}
