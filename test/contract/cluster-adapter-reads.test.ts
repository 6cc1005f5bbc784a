import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer, scriptedCluster } from './cluster-adapter-kit.ts'

const LOG = { namespace: 'payments', pod: 'p-1', container: 'web', previous: true, tailLines: 20 }
const status = (message: string) => ({
  kind: 'Status',
  status: 'Failure',
  reason: 'BadRequest',
  code: 400,
  message,
})

describe('logs', () => {
  test('of the previous run, the last lines', async () => {
    await using at = await scriptedCluster((_, response) => answer(response, 200, 'panic: no\n'))
    expect(await at.cluster.logs(LOG)).toMatchObject({ outcome: 'ok', value: 'panic: no\n' })
    expect(at.asked[0]?.path).toBe('/api/v1/namespaces/payments/pods/p-1/log')
    expect(Object.fromEntries(at.asked[0]?.query ?? [])).toEqual({
      container: 'web',
      previous: 'true',
      tailLines: '20',
      limitBytes: '65536',
    })
  })

  test.each([
    [200, 'unable to retrieve container logs for containerd://0c5e'],
    [400, status('previous terminated container "web" in pod "p-1" not found')],
  ])('are asked for again while the kubelet swaps runs (%i)', async (code, body) => {
    let asked = 0
    await using at = await scriptedCluster((_, response) =>
      ++asked < 3 ? answer(response, code, body) : answer(response, 200, 'line\n'),
    )
    const reading = at.cluster.logs(LOG)
    for (const nth of [1, 2]) {
      await until('the kubelet was asked', () => asked === nth)
      await until('the pause began', async () => (await at.clock.advance(1000), asked > nth))
    }
    expect(await reading).toMatchObject({ outcome: 'ok', value: 'line\n' })
  })

  test('are not found after three tries, and at once while nothing runs', async () => {
    let said = status('previous terminated container "web" in pod "p-1" not found')
    await using at = await scriptedCluster((_, response) => answer(response, 400, said))
    let isOver = false
    const reading = at.cluster.logs(LOG).finally(() => (isOver = true))
    await until('it gave up', async () => (await at.clock.advance(1000), isOver))
    expect(await reading).toEqual({ outcome: 'not-found', error: said.message })
    expect(at.asked).toHaveLength(3)
    said = status('container "web" in pod "p-1" is waiting to start: ContainerCreating')
    expect(await at.cluster.logs({ ...LOG, previous: false })).toMatchObject({ outcome: 'not-found' })
    expect(at.asked).toHaveLength(4)
  })
})

describe('health', () => {
  test.each([
    [0, 0],
    [90_000, 89_000],
    [-90_000, -90_001],
  ])('tells a server clock that is %i ms off', async (offMs, clockAheadMs) => {
    const body = { major: '1', minor: '26', gitVersion: 'v1.26.5' }
    await using at = await scriptedCluster((_, response) =>
      answer(response, 200, body, { date: new Date(at.clock.now() + offMs).toUTCString() }),
    )
    const health = await at.cluster.health()
    expect(health).toMatchObject({ outcome: 'ok', value: { version: 'v1.26.5', latencyMs: 0 } })
    const ahead = health.outcome === 'ok' ? health.value.clockAheadMs : null
    expect(Math.abs((ahead ?? NaN) - clockAheadMs)).toBeLessThanOrEqual(1001)
  })

  test('of something else than an API server', async () => {
    await using at = await scriptedCluster((_, response) => answer(response, 200, {}))
    expect(await at.cluster.health()).toMatchObject({ outcome: 'unreachable' })
  })
})

describe('permissions', () => {
  test('that are missing in a namespace', async () => {
    await using at = await scriptedCluster(({ body }, response) => {
      const { spec } = JSON.parse(body) as { spec: { resourceAttributes: { verb: string } } }
      const isAllowed = spec.resourceAttributes.verb !== 'patch'
      answer(
        response,
        201,
        isAllowed ? { status: { allowed: true } } : payload('kubernetes/k8s-ssar-denied.json'),
      )
    })
    expect(await at.cluster.missingPermissions('payments')).toMatchObject({
      outcome: 'ok',
      value: ['deployments', 'statefulsets', 'daemonsets'].map((resource) => ({
        group: 'apps',
        resource,
        verb: 'patch',
      })),
    })
    const bodies = at.asked.map(({ body }) => JSON.parse(body) as { spec: { resourceAttributes: object } })
    expect(bodies.map(({ spec }) => spec.resourceAttributes)).toContainEqual({
      namespace: 'payments',
      verb: 'get',
      group: '',
      resource: 'pods',
      subresource: 'log',
    })
  })
})
