import { connect } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, openWatch, request, setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { until } from '../harness/until.ts'

let cluster: KubernetesSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  cluster = await startTestCluster({ clock })
})
afterEach(() => cluster.stop())

test('unreachable: requests and open watches are cut, and come back', async () => {
  const watch = await openWatch(cluster, `${CHECKOUT.replace('/checkout', '')}?watch=true`)
  cluster.faults.unreachable = true
  await expect(request(cluster, CHECKOUT)).rejects.toThrow('fetch failed')
  await until('the watch to be cut', watch.ended)
  cluster.faults.unreachable = false
  expect((await call(cluster, CHECKOUT)).status).toBe(200)
})

test('unauthorized: the token is good no longer', async () => {
  cluster.faults.unauthorized = true
  expect((await call(cluster, CHECKOUT)).status).toBe(401)
})

test('429 with Retry-After, as often as told', async () => {
  cluster.faults.tooManyRequests = { count: 1, retryAfterSeconds: 7 }
  const { status, headers, body } = await call(cluster, CHECKOUT)
  expect([status, headers.get('retry-after')]).toEqual([429, '7'])
  expect(body).toMatchObject({ reason: 'TooManyRequests', details: { retryAfterSeconds: 7 } })
  expect((await call(cluster, CHECKOUT)).status).toBe(200)
})

test('500', async () => {
  cluster.faults.serverErrors = 1
  expect(await call(cluster, CHECKOUT)).toMatchObject({ status: 500, body: { reason: 'InternalError' } })
})

test('a lost answer: the write is carried out, as often as told', async () => {
  cluster.faults.lostAnswers = 1
  expect((await call(cluster, CHECKOUT)).status).toBe(200)
  await expect(setImage(cluster, 'registry.example.test/checkout:2')).rejects.toThrow('fetch failed')
  expect((await setImage(cluster, 'registry.example.test/checkout:2')).status).toBe(200)
  expect(cluster.state.deployment('payments', 'checkout')?.metadata.generation).toBe(3)
})

test('403 on a subresource and in one namespace only', async () => {
  cluster.faults.forbidden = [{ verb: 'get', resource: 'pods/log', namespace: 'payments' }]
  const name = cluster.state.pods('payments')[0]?.metadata.name
  const { status, body } = await call(cluster, `/api/v1/namespaces/payments/pods/${name}/log`)
  expect([status, body.message]).toEqual([403, expect.stringContaining('cannot get resource "pods/log"')])
  expect((await call(cluster, `/api/v1/namespaces/payments/pods/${name}`)).status).toBe(200)
})

test('slow: the answer waits on the clock', async () => {
  cluster.faults.slowMs = 20_000
  let answered = false
  const asked = call(cluster, CHECKOUT).then(({ status }) => ((answered = true), status))
  for (let step = 0; step < 10; step++) await clock.advance(1000)
  expect(answered).toBe(false)
  await until('the answer', async () => (await clock.advance(5000), answered))
  expect(await asked).toBe(200)
})

test('a skewed clock shows in the Date header and in timestamps', async () => {
  cluster.faults.clockSkewMs = 3600_000
  const { headers } = await call(cluster, CHECKOUT)
  expect(Date.parse(headers.get('date') ?? '')).toBe(clock.now() + 3600_000)
  await call(cluster, '/api/v1/namespaces', { method: 'POST', body: { metadata: { name: 'late' } } })
  const late = cluster.state.get('namespaces', '', 'late')
  expect(Date.parse(late?.metadata.creationTimestamp ?? '')).toBe(clock.now() + 3600_000)
})

test('a DELETE with a body but no Content-Length breaks the next request on its connection', async () => {
  const { hostname, port } = new URL(cluster.url)
  const head = (line: string): string =>
    `${line} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${cluster.token}\r\n\r\n`
  const socket = connect({ host: hostname, port: Number(port), ca: cluster.authority })
  let heard = ''
  socket.on('data', (data: Buffer) => (heard += data.toString()))
  socket.write(`${head(`DELETE ${CHECKOUT}`)}{"propagationPolicy":"Orphan"}`)
  await until('the first answer', () => heard.includes('HTTP/1.1 200'))
  socket.write(head('GET /version'))
  await until('the refusal', () => heard.includes('HTTP/1.1 400'))
  socket.destroy()
  expect(heard).not.toContain('gitVersion')
})
