import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { FOLLOWED_KINDS } from '../../src/domain/cluster.ts'
import {
  namespacedPermissions,
  NON_RESOURCE_PATHS,
  RESOURCES,
} from '../../src/integrations/kubernetes/resources.ts'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer, type Asked } from './cluster-adapter-kit.ts'
import { watchedCluster } from './cluster-adapter-watch-kit.ts'

interface Rule {
  apiGroups?: string[]
  resources?: string[]
  nonResourceURLs?: string[]
  verbs: string[]
}

const file = new URL('../../deploy/kubernetes-rbac.yaml', import.meta.url)
const documents = parseAllDocuments(readFileSync(file, 'utf8')).map(
  (document) =>
    document.toJS() as {
      kind: string
      metadata: { name: string }
      rules?: Rule[]
      roleRef?: { name: string }
    },
)
const rulesOf = (name: string) =>
  documents.find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === name)?.rules ?? []
const granted = (rules: Rule[]) => rules.flatMap(grants).toSorted()
const declared = Object.entries(RESOURCES).flatMap(([resource, { group, verbs }]) =>
  verbs.map((verb) => `${verb} ${group}/${resource}`),
)

describe('deploy/kubernetes-rbac.yaml', () => {
  test('grants what the adapter declares, no more and no less', () => {
    const inNamespaces = namespacedPermissions().map(
      ({ group, resource, verb }) => `${verb} ${group}/${resource}`,
    )
    expect(inNamespaces.length).toBeGreaterThan(15)
    expect(granted(rulesOf('coxswain-deployer'))).toEqual(inNamespaces.toSorted())
    const everything = [...rulesOf('coxswain-deployer'), ...rulesOf('coxswain-self-check')]
    expect(granted(everything)).toEqual(
      [...declared, ...NON_RESOURCE_PATHS.map((path) => `get ${path}`)].toSorted(),
    )
  })

  test('has no wildcard, and binds the roles that it defines', () => {
    expect(granted(documents.flatMap(({ rules }) => rules ?? [])).filter((one) => one.includes('*'))).toEqual(
      [],
    )
    const bound = documents.filter(({ roleRef }) => roleRef).map(({ roleRef }) => roleRef?.name)
    expect(bound).toEqual(['coxswain-self-check', 'coxswain-deployer'])
  })
})

test('the adapter uses everything that it declares', async () => {
  const deployment = JSON.parse(payload('kubernetes/k8s-deployment-get.json')) as { metadata: object }
  await using at = await watchedCluster(({ path, method, query }, response) => {
    const kind = { deployments: 'Deployment', statefulsets: 'StatefulSet', daemonsets: 'DaemonSet' }[
      path.split('/')[6] ?? ''
    ]
    const isOne = path.split('/').length === 8 && kind !== undefined
    const isOther = method === 'POST' || path === '/version' || path.endsWith('/log')
    if ((isOne || isOther) && !query.has('watch')) answer(response, 200, { ...deployment, kind })
    return isOne || isOther
  })
  const { uid, resourceVersion } = deployment.metadata as { uid: string; resourceVersion: string }
  const apply = { containers: { checkout: 'x' }, uid, resourceVersion, force: false, dryRun: true }
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
    const result = await at.cluster.applyImages({ kind, namespace: 'payments', name: 'checkout' }, apply)
    expect(result.outcome).toBe('ok')
  }
  await at.cluster.workloads('payments')
  await at.cluster.autoscalers('payments')
  await at.cluster.health()
  await at.cluster.missingPermissions('payments')
  await at.cluster.logs({ namespace: 'payments', pod: 'p', container: 'c', previous: false, tailLines: 1 })
  at.follow(...FOLLOWED_KINDS)
  await until('all are watched', () => Object.keys(at.watches).length === FOLLOWED_KINDS.length)
  expect([...new Set(at.asked.map(used))].toSorted()).toEqual([...declared, 'get /version'].toSorted())
})

function grants({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: Rule): string[] {
  const targets = apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`))
  return [...targets, ...nonResourceURLs].flatMap((target) => verbs.map((verb) => `${verb} ${target}`))
}

/** What the API server would ask its authoriser about a request. */
function used({ method, path, query }: Asked): string {
  if (path === '/version') return 'get /version'
  const [, root, ...rest] = path.split('/')
  const group = root === 'apis' ? (rest.shift() ?? '') : ''
  const [, ...named] = rest
  const [resource, name, subresource] = named[0] === 'namespaces' ? named.slice(2) : named
  const reading = query.has('watch') ? 'watch' : name === undefined ? 'list' : 'get'
  const verb = { POST: 'create', PATCH: 'patch' }[method] ?? reading
  return `${verb} ${group}/${[resource, subresource].filter(Boolean).join('/')}`
}
