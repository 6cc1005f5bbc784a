import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  HOUR_MS,
  hoursUntil,
  openCosts,
  total,
  type CostStage,
  type WireAllocation,
} from './cost-simulator-kit.ts'

const LAST_HOUR_END = Date.UTC(2026, 10, 21, 9, 0, 0)
const window = hoursUntil(LAST_HOUR_END, 1)
const POD = 'namespace,controllerKind,controller,pod'
/** Each row is rounded to five digits. */
const CLOSE = 2

let stage: CostStage
beforeAll(async () => void (stage = await openCosts()))
afterAll(() => stage.stop())

describe('sums of the simulated OpenCost', () => {
  test.each([
    [POD, 'namespace'],
    ['namespace', 'cluster'],
    ['namespace', 'all'],
    [POD, 'node'],
    ['pod', 'label:app'],
    ['namespace', 'annotation:owner'],
    ['', 'container'],
  ])('are the same by "%s" and by "%s"', async (one, other) => {
    const [first] = await stage.sets({ window, aggregate: one, includeIdle: 'true' })
    const [second] = await stage.sets({ window, aggregate: other, includeIdle: 'true' })
    expect(total(first)).toBeGreaterThan(1)
    expect(total(first)).toBeCloseTo(total(second), CLOSE + 1)
  })

  test('of steps are the same as accumulated, and as one step', async () => {
    const day = hoursUntil(LAST_HOUR_END, 24)
    const query = { window: day, aggregate: 'namespace', includeIdle: 'true' }
    const hours = await stage.sets({ ...query, step: '1h' })
    expect(hours).toHaveLength(24)
    const accumulated = await stage.sets({ ...query, step: '1h', accumulate: 'true' })
    const whole = await stage.sets(query)
    expect([accumulated.length, whole.length]).toEqual([1, 1])
    const sum = hours.reduce((all, set) => all + total(set), 0)
    expect(sum).toBeCloseTo(total(accumulated[0]), CLOSE)
    expect(total(whole[0])).toBeCloseTo(total(accumulated[0]), CLOSE + 2)
  })

  test('are what the nodes cost, with what is not on nodes and what was corrected', async () => {
    const [set] = await stage.sets({ window, aggregate: 'node', includeIdle: 'true', idleByNode: 'true' })
    const onNodes = Object.values(set ?? {}).filter(({ properties }) => properties['node'])
    const sum = onNodes.reduce((all, { cpuCost, ramCost }) => all + cpuCost + ramCost, 0)
    expect(sum).toBeCloseTo(3 * 32 * 1.1 * (0.031611 + 4 * 0.004237), 2)
  })

  test('stay the same when what is idle is shared', async () => {
    const query = { window, aggregate: 'namespace', includeIdle: 'true' }
    const [apart] = await stage.sets(query)
    const [shared] = await stage.sets({ ...query, shareIdle: 'true' })
    expect(Object.keys(apart ?? {})).toContain('__idle__')
    expect(Object.keys(shared ?? {})).not.toContain('__idle__')
    expect(total(shared)).toBeCloseTo(total(apart), CLOSE)
    expect(shared?.['payments']?.cpuCostIdle).toBeGreaterThan(0)
  })

  test('leave out what is idle unless it is asked for', async () => {
    const [set] = await stage.sets({ window, aggregate: 'namespace' })
    expect(Object.keys(set ?? {})).toEqual([
      '__unmounted__',
      'kube-system',
      'legacy-batch',
      'payments',
      'payments-prod',
    ])
  })

  test('a total has its adjustments in it', async () => {
    const american = await openCosts({ name: 'prod-us1' })
    try {
      const [set] = await american.sets({ window, aggregate: 'namespace' })
      const payments = set?.['payments'] as WireAllocation
      const parts = Object.entries(payments)
        .filter(([name]) => /^(cpu|gpu|ram|pv|network|loadBalancer)Cost(Adjustment)?$/.test(name))
        .reduce((sum, [, value]) => sum + Number(value), 0)
      expect(payments.cpuCostAdjustment).toBeLessThan(0)
      expect(payments.totalCost).toBeCloseTo(parts, CLOSE + 1)
    } finally {
      await american.stop()
    }
  })

  test('names and properties tell the workload', async () => {
    const [set] = await stage.sets({ window, aggregate: POD })
    const names = Object.keys(set ?? {})
    expect(names.filter((name) => name.startsWith('payments/deployment/deployment:checkout/'))).toHaveLength(
      2,
    )
    expect(names).toContain('payments-prod/statefulset/statefulset:ledger/ledger-1')
    expect(names).toContain('legacy-batch/__unallocated__/__unallocated__/debug-shell')
    const ledger = set?.['payments-prod/statefulset/statefulset:ledger/ledger-1']
    expect(ledger).toMatchObject({ minutes: 60, pvCost: expect.any(Number) as number })
    expect(ledger?.properties).toMatchObject({
      cluster: 'prod-kr',
      namespace: 'payments-prod',
      controller: 'ledger',
      controllerKind: 'statefulset',
      pod: 'ledger-1',
    })
  })

  test('there is a month of history, always the same, and nothing before it or after now', async () => {
    const past = hoursUntil(LAST_HOUR_END - 35 * 24 * HOUR_MS, 2)
    const first = await stage.sets({ window: past, aggregate: POD, step: '1h' })
    expect(total(first[0])).toBeGreaterThan(0.5)
    const again = await openCosts()
    try {
      expect(await again.sets({ window: past, aggregate: POD, step: '1h' })).toEqual(first)
    } finally {
      await again.stop()
    }
    expect(await stage.sets({ window: hoursUntil(LAST_HOUR_END - 60 * 24 * HOUR_MS, 1) })).toEqual([{}])
    expect(await stage.sets({ window: hoursUntil(LAST_HOUR_END + 5 * HOUR_MS, 1) })).toEqual([{}])
  })
})
