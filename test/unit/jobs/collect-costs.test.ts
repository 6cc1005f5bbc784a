import { expect, test } from 'vitest'
import type { ConfiguredCostSource } from '../../../src/domain/cost/source.ts'
import { createCollectCosts } from '../../../src/jobs/collect-costs.ts'
import { createNewId } from '../../../src/lib/id.ts'
import { createCountPaidCall } from '../../../src/operations/count-paid-call.ts'
import { createRecordCostReading } from '../../../src/operations/record-cost-reading.ts'
import { createRecordCosts } from '../../../src/operations/record-costs.ts'
import { givenCatalogue, NINE } from '../../harness/given.ts'
import { COST_POLICY } from '../../harness/no-cost.ts'
import { openTestStore } from '../../harness/store.ts'

const DAY = 86_400_000

test('what was paid for is kept, also when the bot is told to stop while it comes', async () => {
  const { store, close } = await openTestStore()
  const stopping = new AbortController()
  const source: ConfiguredCostSource = {
    id: 'cost-explorer:main',
    kind: 'cost-explorer',
    place: 'main',
    cluster: null,
    unit: 'day',
    prices: 'billed',
    callsPerDay: 10,
    async read({ to }, { mayCall }) {
      await mayCall()
      stopping.abort()
      const set = { start: to - DAY, end: to, coveredMs: DAY, isEstimated: false }
      const row = { role: 'used', project: '', service: 'Tax', currency: 'USD', podMinutes: 0 } as const
      return { state: 'read', sets: [{ ...set, rows: [{ ...row, micros: { other: 7 } }] }], notes: [] }
    },
  }
  const now = () => NINE
  const costs = { costPolicy: COST_POLICY, costSources: [source] }
  const deps = { store, now, newId: createNewId(now), catalogue: givenCatalogue(), ...costs }
  const job = createCollectCosts({
    ...deps,
    recordCosts: createRecordCosts(deps),
    recordCostReading: createRecordCostReading(deps),
    countPaidCall: createCountPaidCall(deps),
    clock: { now },
    logger: { info: () => {}, warn: () => {} },
    onReading: () => {},
  })
  const item = { key: source.id } as Parameters<typeof job.run>[0]
  expect(await job.run(item, stopping.signal)).toEqual({ again: NINE })
  expect(await store.read((reads) => reads.costs.newestImports('day'))).toMatchObject([{ state: 'complete' }])
  await close()
})
