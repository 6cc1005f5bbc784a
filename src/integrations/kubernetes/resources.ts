import type { Permission } from '../../domain/cluster.ts'

/** Everything that the adapter asks of an API server. deploy/kubernetes-rbac.yaml grants exactly this. */
export const RESOURCES = {
  deployments: { group: 'apps', version: 'v1', kind: 'Deployment', verbs: ['get', 'list', 'watch', 'patch'] },
  statefulsets: {
    group: 'apps',
    version: 'v1',
    kind: 'StatefulSet',
    verbs: ['get', 'list', 'watch', 'patch'],
  },
  daemonsets: { group: 'apps', version: 'v1', kind: 'DaemonSet', verbs: ['get', 'list', 'watch', 'patch'] },
  replicasets: { group: 'apps', version: 'v1', kind: 'ReplicaSet', verbs: ['list', 'watch'] },
  controllerrevisions: { group: 'apps', version: 'v1', kind: 'ControllerRevision', verbs: ['list', 'watch'] },
  pods: { group: '', version: 'v1', kind: 'Pod', verbs: ['list', 'watch'] },
  'pods/log': { group: '', version: 'v1', kind: 'Pod', verbs: ['get'] },
  events: { group: '', version: 'v1', kind: 'Event', verbs: ['list', 'watch'] },
  horizontalpodautoscalers: {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    verbs: ['list'],
  },
  selfsubjectaccessreviews: {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectAccessReview',
    verbs: ['create'],
  },
} as const

export const NON_RESOURCE_PATHS = ['/version'] as const

export type ResourceName = keyof typeof RESOURCES
export type VerbOf<Name extends ResourceName> = (typeof RESOURCES)[Name]['verbs'][number]

/** Only what the table declares can be asked. */
export type Target =
  | {
      [Name in ResourceName]: { resource: Name; verb: VerbOf<Name>; namespace?: string; name?: string }
    }[ResourceName]
  | { path: (typeof NON_RESOURCE_PATHS)[number] }

/** What must be granted in each namespace. */
export function namespacedPermissions(): Permission[] {
  return Object.entries(RESOURCES)
    .filter(([resource]) => resource !== 'selfsubjectaccessreviews')
    .flatMap(([resource, { group, verbs }]) => verbs.map((verb) => ({ group, resource, verb })))
}

export function pathOf(target: Target): string {
  if ('path' in target) return target.path
  const { group, version } = RESOURCES[target.resource]
  const [resource = '', subresource] = target.resource.split('/')
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const parts = [resource]
  if (target.namespace !== undefined) parts.unshift('namespaces', target.namespace)
  if (target.name !== undefined) parts.push(target.name)
  if (subresource !== undefined) parts.push(subresource)
  return `${root}/${parts.map(encodeURIComponent).join('/')}`
}

export function methodOf(target: Target): 'GET' | 'POST' | 'PATCH' {
  if ('path' in target) return 'GET'
  if (target.verb === 'create') return 'POST'
  return target.verb === 'patch' ? 'PATCH' : 'GET'
}
