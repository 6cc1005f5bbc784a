import type { JsonMap } from '../json.ts'
import { RESOURCES, type ResourceType } from '../resources.ts'

const GROUPS = [
  { name: 'apps', version: 'v1' },
  { name: 'autoscaling', version: 'v2' },
  { name: 'authorization.k8s.io', version: 'v1' },
]

export const VERSION = {
  major: '1',
  minor: '31',
  gitVersion: 'v1.31.4',
  gitCommit: 'a78aa47129b8539636eb86a9d00e31b2720fe06b',
  gitTreeState: 'clean',
  buildDate: '2024-12-10T23:20:07Z',
  goVersion: 'go1.22.9',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** What a client asks before its first real request; undefined for a path that is none of it. */
export function discover(path: string, address: string): JsonMap | undefined {
  if (path === '/version') return VERSION
  if (path === '/api')
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
    }
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupBody) }
  if (path === '/api/v1') return resourceList('', 'v1')
  for (const group of GROUPS) {
    if (path === `/apis/${group.name}`) return { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(group) }
    if (path === `/apis/${group.name}/${group.version}`) return resourceList(group.name, group.version)
  }
  return undefined
}

function groupBody({ name, version }: { name: string; version: string }): JsonMap {
  const one = { groupVersion: `${name}/${version}`, version }
  return { name, versions: [one], preferredVersion: one }
}

function resourceList(group: string, version: string): JsonMap {
  const resources =
    group === 'authorization.k8s.io'
      ? [
          {
            name: 'selfsubjectaccessreviews',
            singularName: 'selfsubjectaccessreview',
            namespaced: false,
            kind: 'SelfSubjectAccessReview',
            verbs: ['create'],
          },
        ]
      : RESOURCES.filter((resource) => resource.group === group).flatMap(described)
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  }
}

function described(resource: ResourceType): JsonMap[] {
  const { plural, singular, kind, namespaced, verbs, shortNames, categories, scale } = resource
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories && { categories }),
  }
  const scaled = {
    name: `${plural}/scale`,
    singularName: '',
    namespaced,
    group: 'autoscaling',
    version: 'v1',
    kind: 'Scale',
    verbs: ['get', 'patch', 'update'],
  }
  const logs = { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] }
  return [own, ...(scale ? [scaled] : []), ...(plural === 'pods' ? [logs] : [])]
}
