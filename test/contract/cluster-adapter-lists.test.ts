import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { answer, scriptedCluster, type Asked } from './cluster-adapter-kit.ts'

const deployment = JSON.parse(payload('kubernetes/k8s-deployment-get.json')) as { metadata: object }
const item = (name: string) => ({ metadata: { ...deployment.metadata, name } })

describe('lists', () => {
  test('are read page by page, and their items get the kind that the API leaves out', async () => {
    await using at = await scriptedCluster(paged)
    const result = await at.cluster.workloads('payments', 'app=checkout')
    expect(result).toMatchObject({
      outcome: 'ok',
      value: [
        { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'a' } },
        { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'b' } },
      ],
    })
    const deployments = at.asked.filter(({ path }) => path.endsWith('/deployments'))
    expect(deployments.map(({ query }) => Object.fromEntries(query))).toEqual([
      { limit: '500', labelSelector: 'app=checkout' },
      { limit: '500', labelSelector: 'app=checkout', continue: 'page-2' },
    ])
    expect(new Set(at.asked.map(({ path }) => path))).toEqual(
      new Set(
        ['deployments', 'statefulsets', 'daemonsets'].map(
          (kind) => `/apis/apps/v1/namespaces/payments/${kind}`,
        ),
      ),
    )
  })

  test('start anew when the continue token is too old', async () => {
    let isOld = true
    await using at = await scriptedCluster((asked, response) => {
      if (!asked.query.has('continue') || !isOld) return paged(asked, response)
      isOld = false
      answer(response, 410, payload('kubernetes/k8s-410-continue.json'))
    })
    const result = await at.cluster.workloads('payments')
    expect(result).toMatchObject({
      outcome: 'ok',
      value: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
    })
  })

  test('give up when each start expires', async () => {
    await using at = await scriptedCluster((asked, response) =>
      asked.query.has('continue')
        ? answer(response, 410, payload('kubernetes/k8s-410-continue.json'))
        : paged(asked, response),
    )
    expect(await at.cluster.workloads('payments')).toMatchObject({ outcome: 'unreachable' })
  })

  test('one kind refused: the whole answer is', async () => {
    await using at = await scriptedCluster((asked, response) =>
      asked.path.endsWith('/daemonsets')
        ? answer(response, 403, payload('kubernetes/k8s-403.json'))
        : paged(asked, response),
    )
    expect(await at.cluster.workloads('payments')).toMatchObject({
      outcome: 'forbidden',
      verb: 'list',
      resource: 'daemonsets',
    })
  })

  test('autoscalers', async () => {
    const spec = { scaleTargetRef: { kind: 'Deployment', name: 'checkout' }, maxReplicas: 5 }
    await using at = await scriptedCluster((_, response) =>
      answer(response, 200, {
        metadata: { resourceVersion: '1' },
        items: [{ metadata: { uid: 'h' }, spec }],
      }),
    )
    expect(await at.cluster.autoscalers('payments')).toMatchObject({
      outcome: 'ok',
      value: [{ kind: 'HorizontalPodAutoscaler', spec }],
    })
    expect(at.asked[0]?.path).toBe('/apis/autoscaling/v2/namespaces/payments/horizontalpodautoscalers')
  })
})

function paged({ path, query }: Asked, response: ServerResponse): void {
  if (!path.endsWith('/deployments'))
    return answer(response, 200, { metadata: { resourceVersion: '1' }, items: null })
  const isSecond = query.get('continue') === 'page-2'
  const metadata = isSecond ? { resourceVersion: '480' } : { resourceVersion: '480', continue: 'page-2' }
  answer(response, 200, { metadata, items: [item(isSecond ? 'b' : 'a')] })
}
