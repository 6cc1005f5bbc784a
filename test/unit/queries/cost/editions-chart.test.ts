import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, daysIn } from '../../../../src/domain/cost/day.ts'
import { editionChart } from '../../../../src/queries/cost-editions-chart.ts'
import { COMPANY_SCOPE } from '../../../harness/given-cost-views.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'

const CLUSTER = 'opencost:prod-kr'
const BILL = 'cost-explorer:main'
/** A Monday. */
const NEWEST = '2026-11-16'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

/** Ten units a day. */
async function told(sourceId: string, from: string, to: string): Promise<void> {
  const line = { bucket: 'team', teamId: 'payments', project: 'payments', service: 'api' } as const
  const whole = { state: 'complete', coveredMs: 86_400_000, lengthMs: 86_400_000 } as const
  for (const day of daysIn({ from, to }))
    await opened.store.transaction((tx) =>
      tx.costs.replace(
        { sourceId, period: { unit: 'day', day }, ...whole, isEstimated: false, readAt: NINE },
        [{ ...line, currency: 'USD', podMinutes: 0, micros: { cpu: 10_000_000 } }],
      ),
    )
}

async function weeks(): Promise<Record<string, number | null>> {
  const chart = await opened.store.read((reads) =>
    editionChart(reads, {
      edition: 'weekly',
      day: NEWEST,
      scope: COMPANY_SCOPE,
      currency: 'USD',
      clusterSourceIds: [CLUSTER],
    }),
  )
  const values = chart.series[0]?.values ?? []
  return Object.fromEntries(chart.categories.map((category, index) => [category, values[index] ?? null]))
}

test('weeks before a cluster was connected are no bars: they would make the next ones look like a rise', async () => {
  await told(BILL, '2026-10-01', '2026-11-23')
  await told(CLUSTER, '2026-11-05', '2026-11-23')
  expect(await weeks()).toMatchObject({ '26 Oct': null, '2 Nov': null, '9 Nov': 140, '16 Nov': 140 })
})

test('the newest week is what was told of it, though the bill of its last days is not there yet', async () => {
  await told(BILL, '2026-10-01', addDays(NEWEST, 6))
  await told(CLUSTER, '2026-11-05', '2026-11-23')
  expect(await weeks()).toMatchObject({ '9 Nov': 140, '16 Nov': 130 })
})

test('a single source is enough', async () => {
  await told(BILL, '2026-11-01', '2026-11-23')
  expect(await weeks()).toMatchObject({ '26 Oct': null, '2 Nov': 70, '9 Nov': 70, '16 Nov': 70 })
})
