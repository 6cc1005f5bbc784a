import { expect, test } from 'vitest'
import { microsOfNumber, totalOf } from '../../src/domain/cost/money.ts'
import { HOUR_MS, openCosts } from './cost-simulator-kit.ts'
import { FROM, openCostAt, setsIn } from './opencost-adapter-kit.ts'

test('the simulated OpenCost is read to the last micro-unit, hour by hour', async () => {
  const stage = await openCosts({})
  try {
    const sets = setsIn(await openCostAt(stage.costs.urlOf('prod-kr')).read(3))
    expect(sets.map(({ start, coveredMs }) => [start, coveredMs])).toEqual(
      [0, 1, 2].map((hour) => [FROM + hour * HOUR_MS, HOUR_MS]),
    )
    const told = await stage.sets({
      window: '2026-11-21T06:00:00Z,2026-11-21T09:00:00Z',
      step: '1h',
      aggregate: 'namespace,controllerKind,controller,pod',
      includeIdle: 'true',
    })
    const totals = told.map((set) =>
      Object.values(set).reduce((sum, { totalCost }) => sum + microsOfNumber(totalCost), 0),
    )
    expect(sets.map(({ rows }) => rows.reduce((sum, row) => sum + totalOf(row.micros), 0))).toEqual(totals)
    const payments = sets[0]?.rows.filter(({ project }) => project === 'payments')
    expect(payments?.map(({ service, podMinutes }) => [service, podMinutes]).toSorted()).toEqual([
      ['checkout', 120],
      ['payments-api', 180],
    ])
    expect(sets[0]?.rows.some(({ role }) => role === 'idle')).toBe(true)
  } finally {
    await stage.stop()
  }
})
