import type { Plural } from './kinds.ts'

export interface ResourceType {
  group: string
  version: string
  plural: Plural
  singular: string
  kind: string
  namespaced: boolean
  shortNames: readonly string[]
  verbs: readonly string[]
  categories?: readonly string[]
  scale?: true
}

const READ = ['get', 'list', 'watch']
const WRITE = ['create', 'delete', ...READ, 'patch']
const ALL = ['all']

function core(kind: string, plural: Plural, rest: Partial<ResourceType> = {}): ResourceType {
  const singular = kind.toLowerCase()
  return {
    group: '',
    version: 'v1',
    plural,
    singular,
    kind,
    namespaced: true,
    shortNames: [],
    verbs: READ,
    ...rest,
  }
}

function apps(kind: string, shortName: string, rest: Partial<ResourceType> = {}): ResourceType {
  return core(kind, `${kind.toLowerCase()}s` as Plural, {
    group: 'apps',
    shortNames: [shortName],
    verbs: WRITE,
    categories: ALL,
    ...rest,
  })
}

/** Everything this server knows; anything else answers 404, any other verb 405. */
export const RESOURCES: readonly ResourceType[] = [
  core('Namespace', 'namespaces', { namespaced: false, shortNames: ['ns'], verbs: ['create', ...READ] }),
  core('Pod', 'pods', { shortNames: ['po'], verbs: ['delete', ...READ, 'patch'], categories: ALL }),
  core('Event', 'events', { shortNames: ['ev'] }),
  core('ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  core('Secret', 'secrets'),
  apps('Deployment', 'deploy', { scale: true }),
  apps('StatefulSet', 'sts', { scale: true }),
  apps('DaemonSet', 'ds'),
  apps('ReplicaSet', 'rs', { scale: true }),
  core('ControllerRevision', 'controllerrevisions', { group: 'apps' }),
  core('HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    group: 'autoscaling',
    version: 'v2',
    shortNames: ['hpa'],
    categories: ALL,
  }),
]

const byKind = new Map(RESOURCES.map((resource) => [resource.kind, resource]))

export function resourceOfKind(kind: string): ResourceType {
  const resource = byKind.get(kind)
  if (!resource) throw new Error(`no resource of kind ${kind}`)
  return resource
}

export function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`
}

/** As in messages: `deployments.apps`, `pods`. */
export function qualifiedName({ group, plural }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`
}
