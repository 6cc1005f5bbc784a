import type { Cluster } from '../cluster.ts'
import { isForbidden } from '../faults.ts'
import { at, mapAt, type JsonMap } from '../json.ts'
import { jsonBody, managerOf, type ApiRequest } from './request.ts'
import { timestamp } from '../timestamps.ts'
import { fieldsOf, toFieldsV1 } from '../fields/field-paths.ts'

export const ACCESS_REVIEW = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

/** Says whether the token may do something, by the faults that are set. */
export function reviewAccess({ faults, now }: Cluster, request: ApiRequest): JsonMap {
  const spec = mapAt(jsonBody(request), 'spec')
  const text = (name: string): string => {
    const value = at(spec, 'resourceAttributes', name)
    return typeof value === 'string' ? value : ''
  }
  const subresource = text('subresource')
  const denied = isForbidden(faults, {
    verb: text('verb'),
    resource: `${text('resource')}${subresource && `/${subresource}`}`,
    namespace: text('namespace'),
  })
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {
      creationTimestamp: null,
      managedFields: [
        {
          manager: managerOf(request),
          operation: 'Update',
          apiVersion: 'authorization.k8s.io/v1',
          time: timestamp(now()),
          fieldsType: 'FieldsV1',
          fieldsV1: toFieldsV1(fieldsOf({ spec }).keys()),
        },
      ],
    },
    spec,
    status: denied
      ? { allowed: false }
      : { allowed: true, reason: 'RBAC: allowed by ClusterRoleBinding "coxswain"' },
  }
}
