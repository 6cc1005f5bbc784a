import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, startTestCluster } from '../harness/kubernetes.ts'

let cluster: KubernetesSimulator
const PODS = '/api/v1/namespaces/payments/pods'

beforeEach(async () => {
  cluster = await startTestCluster()
})
afterEach(() => cluster.stop())

interface Page {
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
  items: { metadata: { name: string; labels: Record<string, string> } }[]
}

async function page(query: string): Promise<Page> {
  return (await call(cluster, `${PODS}?${query}`)).body as unknown as Page
}

const names = ({ items }: Page): string[] => items.map(({ metadata }) => metadata.name)

test('a list in pages is the list as it was at the first page', async () => {
  const all = names(await page(''))
  const first = await page('limit=2')
  expect([names(first), first.metadata.remainingItemCount]).toEqual([all.slice(0, 2), 1])
  const token = JSON.parse(Buffer.from(first.metadata.continue ?? '', 'base64url').toString()) as object
  const start = `${all[1]}\0`
  expect(token).toEqual({ v: 'meta.k8s.io/v1', rv: Number(first.metadata.resourceVersion), start })
  cluster.state.remove('pods', 'payments', all[2] ?? '')
  const second = await page(`limit=2&continue=${first.metadata.continue}`)
  expect(names(second)).toEqual(all.slice(2))
  expect(second.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion })
})

test('an old continue token answers 410 with a new one', async () => {
  const first = await page('limit=2')
  cluster.expireHistory()
  const { status, body } = await call(cluster, `${PODS}?limit=2&continue=${first.metadata.continue}`)
  expect([status, body.reason]).toEqual([410, 'Expired'])
  expect(body.message).toMatch(
    /^The provided continue parameter is too old to display a consistent list result/,
  )
  const again = (body.metadata as { continue: string }).continue
  expect(names(await page(`continue=${again}`))).toHaveLength(1)
})

test.each([
  ['labelSelector=app=checkout', 3],
  ['labelSelector=app!=checkout', 0],
  ['labelSelector=app in (checkout,orders),pod-template-hash', 3],
  ['labelSelector=app notin (checkout)', 0],
  ['labelSelector=!app', 0],
  ['fieldSelector=status.phase=Running', 3],
  ['fieldSelector=status.phase!=Running', 0],
  ['fieldSelector=spec.nodeName=nowhere', 0],
])('%s selects %d pods', async (query, count) => {
  expect((await page(query)).items).toHaveLength(count)
})

test('a field that cannot be selected by is refused', async () => {
  const { status, body } = await call(cluster, `${PODS}?fieldSelector=spec.replicas=3`)
  expect([status, body.message]).toEqual([400, 'field label not supported: spec.replicas'])
})

test('a list has the shape of a real one', async () => {
  const { body } = await call(cluster, PODS)
  expect(body).toMatchObject({ kind: 'PodList', apiVersion: 'v1' })
  const [pod] = body.items as Record<string, unknown>[]
  expect(Object.keys(pod ?? {}).toSorted()).toEqual(['metadata', 'spec', 'status'])
  expect(pod?.metadata).toMatchObject({
    generateName: expect.stringMatching(/^checkout-[a-z0-9]{10}-$/),
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', controller: true, blockOwnerDeletion: true },
    ],
  })
  expect(pod?.status).toMatchObject({
    phase: 'Running',
    containerStatuses: [{ name: 'checkout', ready: true, started: true, restartCount: 0, lastState: {} }],
  })
})

test('a Table for kubectl', async () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
  const { body } = await call(cluster, CHECKOUT.replace('/checkout', ''), { headers: { accept } })
  const columns = body.columnDefinitions as { name: string; priority: number; type: string }[]
  expect(columns.map(({ name }) => name).join()).toBe(
    'Name,Ready,Up-to-date,Available,Age,Containers,Images,Selector',
  )
  const [row] = body.rows as { cells: unknown[]; object: { kind: string } }[]
  expect(row?.cells.toSpliced(4, 1)).toEqual(
    ['checkout', '3/3', '3', '3', 'checkout', 'registry.example.test/checkout:1.1.0', 'app=checkout'].map(
      (cell) => (cell === '3' ? 3 : cell),
    ),
  )
  expect(row?.object.kind).toBe('PartialObjectMetadata')
})

test('discovery names what there is', async () => {
  const { body } = await call(cluster, '/apis/apps/v1')
  const all = (body.resources as { name: string }[]).map(({ name }) => name)
  expect(all).toEqual(expect.arrayContaining(['deployments', 'deployments/scale', 'controllerrevisions']))
  expect((await call(cluster, '/version')).body.gitVersion).toMatch(/^v1\./)
})
