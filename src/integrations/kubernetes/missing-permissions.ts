import type { ClusterResult, Permission } from '../../domain/cluster.ts'
import type { Calls } from './calls.ts'
import { namespacedPermissions } from './resources.ts'

interface Review {
  status?: { allowed?: boolean }
}

/** Asks one review per permission, as `kubectl auth can-i` does. */
export async function findMissingPermissions(
  calls: Calls,
  namespace: string,
): Promise<ClusterResult<Permission[]>> {
  const value: Permission[] = []
  let serverTimeMs: number | null = null
  for (const permission of namespacedPermissions()) {
    const review = await calls.json<Review>({
      target: { resource: 'selfsubjectaccessreviews', verb: 'create' },
      body: { type: 'application/json', text: JSON.stringify(reviewOf(permission, namespace)) },
    })
    if (review.outcome !== 'ok') return review
    if (review.value.status?.allowed !== true) value.push(permission)
    serverTimeMs = review.serverTimeMs
  }
  return { outcome: 'ok', value, serverTimeMs }
}

function reviewOf({ group, resource: name, verb }: Permission, namespace: string) {
  const [resource, subresource] = name.split('/')
  const resourceAttributes = { namespace, verb, group, resource, ...(subresource ? { subresource } : {}) }
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  }
}
