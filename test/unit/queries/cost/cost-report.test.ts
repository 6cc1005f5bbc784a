import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CostScope } from '../../../../src/domain/cost/scope.ts'
import type { CostSourceInfo } from '../../../../src/domain/cost/source.ts'
import { createCostReport } from '../../../../src/queries/cost-report.ts'
import type { PeriodWord } from '../../../../src/domain/cost/report.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { COST_POLICY } from '../../../harness/no-cost.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob } from '../../operations/deploys/rig.ts'
import { valueOf } from '../../operations/resources/given.ts'

const CLUSTER: CostSourceInfo = {
  id: 'opencost:prod-kr',
  kind: 'opencost',
  place: 'prod-kr',
  cluster: 'prod-kr',
  unit: 'hour',
  prices: 'list',
}
const BILL: CostSourceInfo = {
  id: 'cost-explorer:main',
  kind: 'cost-explorer',
  place: 'main',
  cluster: null,
  unit: 'day',
  prices: 'billed',
}
const TEAM: CostScope = { kind: 'team', teamId: 'payments' }

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

async function spent(sourceId: string, day: string): Promise<void> {
  const imported = {
    sourceId,
    period: { unit: 'day', day },
    state: 'complete',
    coveredMs: 86_400_000,
    lengthMs: 86_400_000,
    isEstimated: false,
    readAt: NINE,
  } as const
  const line = { bucket: 'team', teamId: 'payments', project: 'payments', service: 'api' } as const
  await opened.store.transaction((tx) =>
    tx.costs.replace(imported, [{ ...line, currency: 'USD', podMinutes: 0, micros: { cpu: 1_000_000 } }]),
  )
}

function asked(scope: CostScope, word: PeriodWord) {
  const projects = ['payments', 'kube-system', 'monitoring'].map((namespace) => ({
    namespace,
    teamId: 'payments',
    clusters: [],
    services: [],
  }))
  const report = createCostReport({
    store: opened.store,
    catalogue: givenCatalogue({ projects }),
    costPolicy: { ...COST_POLICY, timeZone: 'Asia/Seoul', sharedProjects: ['kube-*', 'monitoring'] },
    costSources: [CLUSTER, BILL],
    now: () => NINE,
  })
  return report({ actor: bob, input: { scope, word } })
}

test('of a month before a cluster was connected, its figures are told as missing, of a team too', async () => {
  await spent(BILL.id, '2026-09-10')
  await spent(CLUSTER.id, '2026-11-20')
  const { sources } = valueOf(await asked(TEAM, '2026-09'))
  expect(sources.map(({ id, until, missing }) => [id, until === null, missing])).toEqual([
    [CLUSTER.id, true, 30],
    [BILL.id, false, 29],
  ])
})

test('a cluster that tells nothing of a team is none of its sources', async () => {
  await spent(BILL.id, '2026-11-20')
  expect(valueOf(await asked(TEAM, 'month')).sources.map(({ id }) => id)).toEqual([BILL.id])
})

test('which namespaces serve everybody', async () => {
  expect(valueOf(await asked(TEAM, 'month')).shared).toEqual(['kube-system', 'monitoring'])
  expect(valueOf(await asked({ kind: 'company' }, 'month')).shared).toEqual(['kube-system', 'monitoring'])
  const project = async (name: string) =>
    valueOf(await asked({ kind: 'project', project: name }, 'month')).shared
  expect(await project('kube-public')).toEqual(['kube-public'])
  expect(await project('payments')).toEqual([])
  expect(valueOf(await asked({ kind: 'team', teamId: 'search' }, 'month')).shared).toEqual([])
})

test('a month that has not begun is refused', async () => {
  expect(await asked(TEAM, '2026-12')).toMatchObject({
    refusal: { reason: 'cost-period-ahead', details: { period: '2026-12' } },
  })
  expect(await asked(TEAM, '2026-11')).toMatchObject({ ok: true })
})
