import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { beginSpike } from '../../playground/cost/make-trouble.ts'
import { HOUR_MS, hoursUntil, openCosts, WORKLOADS, type CostStage } from './cost-simulator-kit.ts'

const THIS_HOUR_END = Date.UTC(2026, 10, 21, 10, 0, 0)
const POD = 'namespace,controllerKind,controller,pod'

let stage: CostStage
afterEach(() => stage.stop())

const checkoutIn = async (window: string) => {
  const [set = {}] = await stage.sets({ window, aggregate: POD })
  return Object.values(set).filter(({ properties }) => properties['controller'] === 'checkout')
}

describe('figures follow what runs', () => {
  test('scaling up and down is seen from that minute on', async () => {
    stage = await openCosts()
    const before = await checkoutIn(hoursUntil(THIS_HOUR_END - HOUR_MS, 1))
    expect(before.map(({ minutes }) => minutes)).toEqual([60, 60])
    await stage.scale('checkout', 4)
    await stage.clock.advance(THIS_HOUR_END - stage.clock.now() + 60_000)
    const during = await checkoutIn(hoursUntil(THIS_HOUR_END, 1))
    expect(during.map(({ minutes }) => Math.round(minutes)).toSorted((a, b) => b - a)).toEqual([
      60, 60, 30, 30,
    ])
    await stage.scale('checkout', 0)
    const next = await checkoutIn(hoursUntil(THIS_HOUR_END + HOUR_MS, 1))
    expect(next.every(({ minutes }) => minutes < 2)).toBe(true)
    const idle = async (end: number) =>
      (await stage.sets({ window: hoursUntil(end, 1), aggregate: 'cluster', includeIdle: 'true' }))[0]?.[
        '__idle__'
      ]
    await stage.clock.advance(2 * HOUR_MS)
    expect((await idle(THIS_HOUR_END + HOUR_MS))?.cpuCoreHours).toBeGreaterThan(
      (await idle(THIS_HOUR_END))?.cpuCoreHours ?? Infinity,
    )
  })

  test('what a container asks for is paid, used or not', async () => {
    stage = await openCosts()
    stage.cluster.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, (draft) => {
      const [container] = draft.spec.template.spec.containers
      if (container) container['resources'] = { requests: { cpu: '7500m', memory: '12Gi' } }
    })
    await stage.clock.advance(10_000)
    stage.costs.look()
    await stage.clock.advance(2 * HOUR_MS)
    const [pod] = await checkoutIn(hoursUntil(THIS_HOUR_END + HOUR_MS, 1))
    expect(pod).toMatchObject({ cpuCoreHours: 7.5, cpuCoreRequestAverage: 7.5, ramBytes: 12 * 2 ** 30 })
    expect(pod?.['cpuEfficiency']).toBeLessThan(1)
  })

  test('a deploy makes other pods', async () => {
    stage = await openCosts()
    const podsOf = async (end: number) =>
      (await checkoutIn(hoursUntil(end, 1))).map(({ properties }) => properties['pod'])
    const before = await podsOf(THIS_HOUR_END - HOUR_MS)
    stage.cluster.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, (draft) => {
      const [container] = draft.spec.template.spec.containers
      if (container) container.image = 'registry.regatta.test/checkout:2.0.0'
    })
    stage.costs.look()
    await stage.clock.advance(2 * HOUR_MS)
    const after = await podsOf(THIS_HOUR_END + HOUR_MS)
    expect(after).toHaveLength(2)
    expect(after.filter((pod) => before.includes(pod))).toEqual([])
  })

  test('what was written down is there after a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cost-'))
    const path = join(directory, 'cost.json')
    try {
      stage = await openCosts({ path })
      await stage.scale('checkout', 5)
      beginSpike(stage.book, 'payments', { now: stage.clock.now(), factor: 3 })
      await stage.clock.advance(HOUR_MS)
      const window = hoursUntil(THIS_HOUR_END, 3)
      const before = await stage.sets({ window, aggregate: POD, step: '1h' })
      const { now } = stage.clock
      await stage.stop()
      stage = await openCosts({ path, now: now() })
      expect(await stage.sets({ window, aggregate: POD, step: '1h' })).toEqual(before)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })

  test('before the first start one deploy stands out', async () => {
    const [checkout] = WORKLOADS
    if (!checkout) throw new Error('no workload')
    const indexer = { ...checkout, namespace: 'search', name: 'search-indexer' }
    stage = await openCosts({ workloads: [...WORKLOADS, indexer] })
    const days = await stage.sets({ window: '14d', step: '1d', aggregate: 'namespace' })
    const costs = days.map((set) => set['search']?.totalCost ?? 0)
    const jumps = costs.slice(1, -1).map((cost, index) => cost / (costs[index] ?? 1))
    expect(jumps.filter((jump) => jump > 1.3).length).toBeGreaterThan(0)
    expect((costs[10] ?? 0) / (costs[1] ?? 1)).toBeGreaterThan(1.7)
  })
})
