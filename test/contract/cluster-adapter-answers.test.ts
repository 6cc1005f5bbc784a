import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer, kubeconfig, scriptedCluster, startScriptedApi } from './cluster-adapter-kit.ts'

const REF = { kind: 'Deployment', namespace: 'payments', name: 'checkout' } as const
const recorded = (name: string) => payload(`kubernetes/k8s-${name}.json`)

describe('what an API server answers', () => {
  test.each([
    [401, recorded('401'), { outcome: 'unauthorized', error: 'Unauthorized' }],
    [403, recorded('403'), { outcome: 'forbidden', verb: 'get', resource: 'deployments' }],
    [404, recorded('404'), { outcome: 'not-found', error: 'deployments.apps "nope" not found' }],
    [400, recorded('400-badpatch'), { outcome: 'invalid' }],
    [409, recorded('409-conflict'), { outcome: 'conflict', kind: 'resource-version', managers: [] }],
    [
      422,
      recorded('422-invalid'),
      {
        outcome: 'invalid',
        details: ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
      },
    ],
    [500, 'oops', { outcome: 'unreachable', error: 'http_500' }],
    [503, '', { outcome: 'unreachable', error: 'http_503' }],
    [404, '404 page not found', { outcome: 'unreachable', error: 'http_404' }],
    [200, '<html>log in</html>', { outcome: 'unreachable', error: 'the answer is not JSON' }],
    [302, '', { outcome: 'unreachable', error: 'http_302' }],
  ])('%i becomes its own outcome', async (status, body, expected) => {
    await using at = await scriptedCluster((_, response) =>
      answer(response, status, body, { location: '/x' }),
    )
    expect(await at.cluster.workload(REF)).toMatchObject(expected)
    expect(at.calls.at(-1)).toMatchObject({
      cluster: 'alpha',
      verb: 'get',
      resource: 'deployments',
      ...pick(expected),
    })
  })

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{}, 1000],
    [{ 'retry-after': 'soon' }, 1000],
  ])('429 with %j says how long to wait', async (headers, retryAfterMs) => {
    await using at = await scriptedCluster((_, response) =>
      answer(response, 429, 'Too many requests', headers),
    )
    expect(await at.cluster.workload(REF)).toEqual({ outcome: 'limited', retryAfterMs })
  })

  test('a workload comes as it was sent, with the time of the server', async () => {
    const headers = { date: 'Fri, 20 Nov 2026 16:00:30 GMT' }
    await using at = await scriptedCluster((_, response) =>
      answer(response, 200, recorded('deployment-get'), headers),
    )
    expect(await at.cluster.workload(REF)).toEqual({
      outcome: 'ok',
      value: JSON.parse(recorded('deployment-get')) as unknown,
      serverTimeMs: Date.UTC(2026, 10, 20, 16, 0, 30),
    })
    expect(at.asked[0]).toMatchObject({
      method: 'GET',
      path: '/apis/apps/v1/namespaces/payments/deployments/checkout',
      headers: { authorization: 'Bearer token-of-the-test' },
    })
  })

  test('nothing listens: unreachable, and says why', async () => {
    await using at = await scriptedCluster(() => {}, { kubeconfigPath: await closedPort() })
    expect(await at.cluster.workload(REF)).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('ECONNREFUSED') as string,
    })
  })

  test('no answer in time: unreachable', async () => {
    await using at = await scriptedCluster(() => {})
    const asking = at.cluster.workload(REF)
    await until('the server was asked', () => at.asked.length === 1)
    await at.clock.advance(15_000)
    expect(await asking).toEqual({ outcome: 'unreachable', error: 'no answer within 15000 ms' })
  })

  test('a dropped connection: unreachable', async () => {
    await using at = await scriptedCluster((_, response) => response.destroy())
    expect((await at.cluster.workload(REF)).outcome).toBe('unreachable')
  })
})

function pick({ outcome }: { outcome: string }) {
  return { outcome }
}

async function closedPort(): Promise<string> {
  const gone = await startScriptedApi(() => {})
  await gone.close()
  return kubeconfig(gone.url)
}
