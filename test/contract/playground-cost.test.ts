import type { Server } from 'node:http'
import { CostExplorerClient, ListCostAllocationTagsCommand } from '@aws-sdk/client-cost-explorer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import type { CostOverview } from '../../playground/cost/cost-overview.ts'
import { createCostRoutes } from '../../playground/cost/cost-routes.ts'
import { createLocalServer, listen } from '../../playground/slack/server.ts'
import { openCosts, type CostStage } from './cost-simulator-kit.ts'

let stage: CostStage
let aws: AwsSimulator
let server: Server
let url: string
beforeEach(async () => {
  stage = await openCosts()
  aws = await startAwsSimulator({ clock: stage.clock })
  server = createLocalServer([createCostRoutes(stage.costs, aws)])
  url = `http://127.0.0.1:${await listen(server, 0)}/playground/cost`
})
afterEach(async () => {
  server.close().closeAllConnections()
  await aws.stop()
  await stage.stop()
})

const look = async () => (await (await fetch(url)).json()) as CostOverview
const post = async (path: string, body: object = {}) => {
  const response = await fetch(`${url}/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('cost in the playground', () => {
  test('shows the hour that goes on by namespace, as OpenCost tells it', async () => {
    const { hour, sources, currency } = await look()
    const [set = {}] = await stage.sets({ window: '1h', aggregate: 'namespace', includeIdle: 'true' })
    const told = Object.entries(set).toSorted(([, a], [, b]) => b.totalCost - a.totalCost)
    expect(hour.namespaces.map(({ namespace }) => namespace)).toEqual(told.map(([name]) => name))
    for (const { namespace, cost } of hour.namespaces)
      expect(cost).toBeCloseTo(set[namespace]?.totalCost ?? 0, 4)
    expect(sources).toMatchObject([{ cluster: 'prod-kr', url: stage.costs.urlOf('prod-kr'), fault: null }])
    expect(sources[0]?.hour).toBeCloseTo(hour.total, 6)
    expect(currency).toBe('USD')
  })

  test('says who asked last, and counts the calls that cost money', async () => {
    expect((await look()).sources[0]).toMatchObject({ calls: 0, askedAt: null, status: null })
    await stage.ask({ window: '1h' })
    await stage.ask({})
    expect((await look()).sources[0]).toMatchObject({ calls: 2, askedAt: stage.clock.now(), status: 400 })
    const client = new CostExplorerClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: aws.credentials,
      maxAttempts: 1,
    })
    const tags = () => client.send(new ListCostAllocationTagsCommand({}))
    await tags()
    await post('source/cost-explorer', { fault: 'forbidden' })
    await expect(tags()).rejects.toThrow('ce:ListCostAllocationTags')
    await post('source/cost-explorer', { fault: null })
    await stage.clock.advance(24 * 3_600_000)
    await tags()
    expect((await look()).costExplorer).toMatchObject({ fault: null, paidCalls: { today: 1, all: 2 } })
  })

  test('makes trouble and ends it', async () => {
    await post('spike/payments', { factor: 3 })
    await post('source/prod-kr', { fault: 'server-errors' })
    await post('source/cost-explorer', { fault: 'throttled' })
    await post('restate/-7')
    await post('restate/5', { day: '2026-11-15' })
    await post('restart/prod-kr')
    await post('tag/inactive')
    expect(await look()).toMatchObject({
      spikes: [{ namespace: 'payments', factor: 3, to: null }],
      sources: [{ fault: 'server-errors', missedMinutes: 30 }],
      restated: [
        { day: '2026-11-20', percent: -7 },
        { day: '2026-11-15', percent: 5 },
      ],
      costExplorer: { fault: 'throttled', isTagActive: false },
    })
    await post('spike/payments', { on: false })
    await post('source/prod-kr', { fault: null })
    await post('source/cost-explorer')
    await post('restate/0')
    await post('restate/0', { day: '2026-11-15' })
    await post('tag/active')
    expect(await look()).toMatchObject({
      spikes: [],
      sources: [{ fault: null }],
      restated: [],
      costExplorer: { fault: null, isTagActive: true },
    })
  })

  test.each<[string, object, number]>([
    ['spike/nowhere', {}, 404],
    ['spike/payments', { on: 'yes' }, 400],
    ['spike/payments', { factor: 0 }, 400],
    ['source/prod-xx', { fault: 'empty' }, 404],
    ['source/prod-kr', { fault: 'throttled' }, 400],
    ['source/cost-explorer', { fault: 'empty' }, 400],
    ['restate/much', {}, 400],
    ['restate/5', { day: 'yesterday' }, 400],
    ['restart/prod-xx', {}, 404],
    ['tag/maybe', {}, 400],
  ])('refused: %s %j', async (path, body, status) => {
    expect(await post(path, body)).toMatchObject({ status, body: { ok: false } })
  })
})
