import type { Plural } from '../kinds.ts'
import { RESOURCES, type ResourceType } from '../resources.ts'

export interface Target {
  resource: ResourceType
  plural: Plural
  /** '' is every namespace, or none for cluster-scoped resources. */
  namespace: string
  name: string
  subresource: string
}

/** Finds the resource of a path; undefined for anything this server does not have. */
export function targetOf(path: string): Target | undefined {
  const match = /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))\/(.+)$/.exec(path)
  if (!match) return undefined
  const group = match[2] ?? ''
  const version = match[1] ?? match[3]
  const parts = (match[4] ?? '').split('/').map(decodeURIComponent)
  const inNamespace = parts[0] === 'namespaces' && parts.length > 2
  const namespace = inNamespace ? (parts[1] ?? '') : ''
  const [plural = '', name = '', subresource = '', ...more] = inNamespace ? parts.slice(2) : parts
  const resource = RESOURCES.find(
    (one) => one.group === group && one.version === version && one.plural === plural,
  )
  if (!resource || more.length > 0) return undefined
  if (resource.namespaced !== inNamespace && (inNamespace || name !== '')) return undefined
  return { resource, plural: resource.plural, namespace, name, subresource }
}

export function verbOf(method: string, target: Target, watching: boolean): string {
  const { name } = target
  if (method === 'GET') return name ? 'get' : watching ? 'watch' : 'list'
  if (method === 'POST') return 'create'
  if (method === 'PUT') return 'update'
  if (method === 'PATCH') return 'patch'
  if (method === 'DELETE') return name ? 'delete' : 'deletecollection'
  return method.toLowerCase()
}
