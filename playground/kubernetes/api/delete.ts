import type { Cluster } from '../cluster.ts'
import { deleteObject, type Propagation } from '../delete-object.ts'
import { textAt } from '../json.ts'
import { conflict, notFound } from '../status-error.ts'
import { isDryRun, jsonBody, type ApiRequest } from './request.ts'
import type { Target } from './route.ts'

/** The object while it goes on terminating, else a Status that it is gone. */
export function serveDelete(cluster: Cluster, request: ApiRequest, target: Target): object {
  const { plural, namespace, name, resource } = target
  const object = cluster.store.get(plural, namespace, name)
  if (!object) throw notFound(resource, name)
  const options = jsonBody(request)
  const { uid, resourceVersion } = object.metadata
  const wantedUid = textAt(options, 'preconditions', 'uid')
  if (wantedUid && wantedUid !== uid)
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${wantedUid}, UID in object meta: ${uid}`,
    )
  const wantedVersion = textAt(options, 'preconditions', 'resourceVersion')
  if (wantedVersion && wantedVersion !== resourceVersion)
    throw conflict(
      resource,
      name,
      `Precondition failed: ResourceVersion in precondition: ${wantedVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    )
  const grace = options.gracePeriodSeconds ?? request.query.get('gracePeriodSeconds')
  const propagation = options.propagationPolicy ?? request.query.get('propagationPolicy')
  const dry = isDryRun(request) || (Array.isArray(options.dryRun) && options.dryRun.length > 0)
  const left = dry
    ? undefined
    : deleteObject(cluster, plural, {
        object,
        ...(grace !== null && grace !== undefined && { graceSeconds: Number(grace) }),
        ...(typeof propagation === 'string' && { propagation: propagation as Propagation }),
      })
  return (
    left ?? {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, ...(resource.group && { group: resource.group }), kind: resource.plural, uid },
    }
  )
}
