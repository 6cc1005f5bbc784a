import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleBudgetRequest, sampleImport, sampleLine } from './store-cost-samples.ts'
import { sampleApproval } from './store-deploys-samples.ts'
import { sampleResource } from './store-resources-samples.ts'

const BEFORE_COSTS = MIGRATIONS.slice(0, 5)
const DAYS = { unit: 'day', from: '2026-11-01', to: '2026-12-01' } as const

describe.each(DATABASES)('a $name database from before costs', ({ create }) => {
  let database: TestDatabase

  beforeEach(async () => {
    database = await create()
    const store = await database.open({ migrations: BEFORE_COSTS })
    await store.transaction(async (tx) => {
      await tx.resources.insert(sampleResource(), ['sessions'])
      await tx.approvals.insert(sampleApproval())
    })
    await store.close()
  })
  afterEach(() => database.cleanup())

  test('keeps what it held, and takes costs, requests and their approvals from then on', async () => {
    const store = await database.open()
    const approval = sampleApproval({ id: 'a2', subjectKind: 'budget-request', subjectId: 'request-1' })
    await store.transaction(async (tx) => {
      await tx.costs.replace(sampleImport(), [sampleLine()])
      await tx.budgetRequests.insert(sampleBudgetRequest())
      await tx.approvals.insert(approval)
    })
    await store.read(async (q) => {
      expect(await q.resources.find('sessions', 9)).toEqual([sampleResource()])
      expect(await q.approvals.waiting()).toEqual([sampleApproval(), approval])
      expect(await q.approvals.of('request-1')).toEqual([approval])
      expect(await q.costs.lines(DAYS)).toEqual([sampleLine()])
    })
  })
})
