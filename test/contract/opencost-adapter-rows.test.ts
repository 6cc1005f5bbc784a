import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { microsOfNumber, totalOf } from '../../src/domain/cost/money.ts'
import {
  anAllocation,
  anAnswer,
  FROM,
  HOUR_MS,
  iso,
  openCostAt,
  setsIn,
  startOpenCost,
} from './opencost-adapter-kit.ts'

const API = 'payments/deployment/deployment:api'

async function rowsOf(...allocations: Record<string, unknown>[]) {
  await using opencost = await startOpenCost(anAnswer(allocations))
  return setsIn(await openCostAt(opencost.url).read())[0]?.rows ?? []
}

describe('the rows of an hour', () => {
  test('are those of the published example', async () => {
    const sample = readFileSync(new URL('../payloads/opencost/allocation.json', import.meta.url), 'utf8')
    const inAnHour = sample
      .replaceAll('2023-01-18T11:38:45Z', iso(FROM))
      .replaceAll(/2023-01-20T11:38:(45|00)Z/g, iso(FROM + HOUR_MS))
    await using opencost = await startOpenCost(inAnHour)
    const used = { role: 'used', currency: 'USD', service: '', podMinutes: 0 }
    expect(setsIn(await openCostAt(opencost.url).read())).toEqual([
      {
        start: FROM,
        end: FROM + HOUR_MS,
        coveredMs: HOUR_MS,
        isEstimated: false,
        rows: [
          { ...used, project: 'kube-system', micros: { cpu: 408_822, memory: 16_647 } },
          {
            ...used,
            project: 'opencost',
            service: 'opencost',
            micros: { cpu: 18_170, memory: 12_474 },
            podMinutes: 2879,
          },
          { ...used, project: 'prometheus', micros: {} },
        ],
      },
    ])
  })

  test('are one for each workload, with the minutes of all its pods', async () => {
    const rows = await rowsOf(
      anAllocation(`${API}/api-1`, { cpuCost: 0.25, totalCost: 0.25 }),
      anAllocation(`${API}/api-2`, { cpuCost: 0.5, totalCost: 0.5, from: 30 }),
      anAllocation('search/deployment/deployment:api/api-3', { totalCost: 1 }),
    )
    expect(
      rows.map(({ project, service, micros, podMinutes }) => [project, service, micros, podMinutes]),
    ).toEqual([
      ['payments', 'api', { cpu: 750_000 }, 90],
      ['search', 'api', { other: 1_000_000 }, 60],
    ])
  })

  test('take in adjustments, and put what no part explains into the rest', async () => {
    const costs = {
      cpuCost: 1,
      cpuCostAdjustment: -0.25,
      ramCost: 0.5,
      ramCostAdjustment: 0.25,
      gpuCost: 2,
      gpuCostAdjustment: 0.5,
      pvCost: 0.125,
      pvCostAdjustment: -0.125,
      networkCost: 0.01,
      networkCostAdjustment: 0.02,
      loadBalancerCost: 0.03,
      loadBalancerCostAdjustment: 0.01,
      sharedCost: 3,
      externalCost: 0.5,
      totalCost: 7.57,
    }
    const [row] = await rowsOf(anAllocation(`${API}/api-1`, costs))
    expect(row?.micros).toEqual({
      cpu: 750_000,
      memory: 750_000,
      gpu: 2_500_000,
      network: 30_000,
      'load-balancer': 40_000,
      other: 3_500_000,
    })
  })

  test('stay negative where the source says so', async () => {
    const idle = anAllocation('__idle__', {
      properties: { cluster: 'cluster-one' },
      cpuCost: -0.5,
      totalCost: -0.5,
    })
    expect(await rowsOf(idle)).toMatchObject([{ role: 'idle', micros: { cpu: -500_000 } }])
  })

  test('add up to the totals of the source, whatever it tells', async () => {
    const cost = fc.oneof(fc.double({ min: -1000, max: 1000, noNaN: true }), fc.constant(1e-9))
    const allocations = fc.array(fc.record({ cpuCost: cost, ramCost: cost, pvCost: cost, totalCost: cost }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(allocations, async (all) => {
        const rows = await rowsOf(...all.map((costs, index) => anAllocation(`${API}/api-${index}`, costs)))
        const told = rows.reduce((sum, row) => sum + totalOf(row.micros), 0)
        expect(told).toBe(all.reduce((sum, { totalCost }) => sum + microsOfNumber(totalCost), 0))
      }),
      { numRuns: 40 },
    )
  })
})

describe('what is nobody’s', () => {
  test.each([
    ['__idle__', { cluster: 'cluster-one' }, { role: 'idle', project: '', service: '' }],
    ['cluster-one/__idle__', null, { role: 'idle', project: '', service: '' }],
    ['__shared__', {}, { role: 'shared', project: '', service: '' }],
    [
      '__unmounted__/__unallocated__/__unallocated__/__unmounted__',
      { namespace: '__unmounted__', pod: '__unmounted__', container: '__unmounted__' },
      { role: 'idle', project: '', service: 'unmounted volumes' },
    ],
    ['__unallocated__/__unallocated__/__unallocated__/', {}, { role: 'used', project: '', service: '' }],
  ])('%s', async (name, properties, expected) => {
    const told = { ...anAllocation(name, { totalCost: 1 }), properties }
    expect(await rowsOf(told)).toMatchObject([{ ...expected, podMinutes: 0, micros: { other: 1_000_000 } }])
  })

  test('a claim that nothing mounts is its namespace’s, and no pod', async () => {
    const claim = anAllocation('payments/__unallocated__/__unallocated__/payments-unmounted-pvcs', {
      properties: { namespace: 'payments', pod: 'payments-unmounted-pvcs' },
      pvCost: 0.1,
      totalCost: 0.1,
    })
    expect(await rowsOf(claim)).toEqual([
      {
        role: 'used',
        project: 'payments',
        service: 'unmounted volumes',
        currency: 'USD',
        micros: { storage: 100_000 },
        podMinutes: 0,
      },
    ])
  })

  test('a pod without a workload is told as that, by its namespace', async () => {
    const pod = anAllocation('payments/__unallocated__/__unallocated__/debug', {
      properties: { namespace: 'payments', pod: 'debug' },
    })
    expect(await rowsOf(pod)).toMatchObject([{ project: 'payments', service: '', podMinutes: 60 }])
  })

  test('properties are believed before the name, and the name where they are missing', async () => {
    const properties = { namespace: 'search', controller: 'indexer', pod: 'indexer-1' }
    const [believed] = await rowsOf(anAllocation(`${API}/api-1`, { properties }))
    const [named] = await rowsOf(anAllocation(`${API}/api-1`, { properties: {} }))
    expect(believed).toMatchObject({ project: 'search', service: 'indexer' })
    expect(named).toMatchObject({ project: 'payments', service: 'api', podMinutes: 60 })
  })
})
