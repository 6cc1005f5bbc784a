import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, openWatch, setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { until } from '../harness/until.ts'

let cluster: KubernetesSimulator
let clock: TestClock
const DEPLOYMENTS = '/apis/apps/v1/namespaces/payments/deployments'

beforeEach(async () => {
  clock = createTestClock()
  cluster = await startTestCluster({ clock })
})
afterEach(() => cluster.stop())

async function watchFromNow(query = ''): ReturnType<typeof openWatch> {
  const { body } = await call(cluster, DEPLOYMENTS)
  const { resourceVersion } = body.metadata as { resourceVersion: string }
  return openWatch(cluster, `${DEPLOYMENTS}?watch=true&resourceVersion=${resourceVersion}${query}`)
}

test('without a version the watch begins with what there is', async () => {
  const watch = await openWatch(cluster, `${DEPLOYMENTS}?watch=true`)
  await until('the first line', () => watch.lines.length > 0)
  expect(watch.lines.map(({ type, object }) => [type, object.metadata.name])).toEqual([['ADDED', 'checkout']])
})

test('a rollout as a real controller tells it', async () => {
  const watch = await watchFromNow()
  await setImage(cluster, 'registry.example.test/checkout:1.2.0')
  await clock.advance(60_000)
  const progress = ({ object }: (typeof watch.lines)[number]): string => {
    const { conditions } = object.status as { conditions: { type: string; reason: string }[] }
    return conditions.find(({ type }) => type === 'Progressing')?.reason ?? ''
  }
  await until('the end', () => {
    const [last] = watch.lines.slice(-1)
    return watch.lines.length > 5 && last && progress(last) === 'NewReplicaSetAvailable'
  })
  const reasons = watch.lines.map(progress).filter((reason, index, all) => reason !== all[index - 1])
  expect(reasons).toEqual([
    'NewReplicaSetAvailable',
    'NewReplicaSetCreated',
    'ReplicaSetUpdated',
    'NewReplicaSetAvailable',
  ])
  const versions = watch.lines.map(({ object }) => Number(object.metadata.resourceVersion))
  expect(versions).toEqual(versions.toSorted((a, b) => a - b))
})

test('a pod is never seen half changed', async () => {
  const watch = await openWatch(cluster, '/api/v1/namespaces/payments/pods?watch=true')
  await setImage(cluster, 'registry.example.test/checkout:2-bad-crash')
  await clock.advance(30_000)
  interface Seen {
    phase: string
    containerStatuses?: { state: { running?: object } }[]
  }
  const seen = () => watch.lines.map(({ object }) => object.status as Seen)
  const runs = (): Seen[] => seen().filter(({ containerStatuses }) => containerStatuses?.[0]?.state.running)
  await until('the crashing pod', () => runs().length > 4)
  expect(runs().filter(({ phase }) => phase !== 'Running')).toEqual([])
})

test('bookmarks on an idle watch, only when asked', async () => {
  const asked = await watchFromNow('&allowWatchBookmarks=true')
  const plain = await watchFromNow()
  await clock.advance(61_000)
  await until('a bookmark', () => asked.lines.length > 0)
  expect(asked.lines[0]).toEqual({
    type: 'BOOKMARK',
    object: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { resourceVersion: String(cluster.state.version()), creationTimestamp: null },
    },
  })
  expect(plain.lines).toEqual([])
})

test('a watch ends at its timeout', async () => {
  const watch = await watchFromNow('&timeoutSeconds=5')
  await clock.advance(4000)
  expect(watch.ended()).toBe(false)
  await clock.advance(1500)
  await until('the end', watch.ended)
})

test('a version that is forgotten is an ERROR of 410', async () => {
  const open = await watchFromNow()
  cluster.expireHistory()
  await until('the open watch to end', open.ended)
  expect(open.lines.map(({ type, object }) => [type, object.code])).toEqual([['ERROR', 410]])
  const late = await openWatch(cluster, `${DEPLOYMENTS}?watch=true&resourceVersion=2`)
  await until('the late watch to end', late.ended)
  expect(late.lines[0]?.object).toMatchObject({
    kind: 'Status',
    reason: 'Expired',
    message: expect.stringMatching(/^too old resource version: 2 \(\d+\)$/),
  })
})

test('a change of labels takes an object out of a selection', async () => {
  const watch = await watchFromNow('&labelSelector=app=checkout')
  cluster.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, ({ metadata }) => {
    metadata.labels = { app: 'other' }
  })
  await until('a line', () => watch.lines.length > 0)
  expect(watch.lines[0]?.type).toBe('DELETED')
})

test('a deleted object is told with its last state', async () => {
  const watch = await watchFromNow()
  await call(cluster, CHECKOUT, { method: 'DELETE' })
  await until('a line', () => watch.lines.length > 0)
  expect(watch.lines[0]).toMatchObject({ type: 'DELETED', object: { spec: { replicas: 3 } } })
  await clock.advance(10_000)
  expect(cluster.state.pods('payments')).toEqual([])
})

test('a watch that has gone deaf stays open and hears nothing, even later', async () => {
  const watch = await watchFromNow('&allowWatchBookmarks=true')
  cluster.faults.silentWatches = true
  await setImage(cluster, 'registry.example.test/checkout:1.2.0')
  cluster.faults.silentWatches = false
  await clock.advance(120_000)
  expect([watch.lines, watch.ended()]).toEqual([[], false])
})
