import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import type { Cluster } from '../../src/domain/cluster.ts'
import { lastBuildFact } from '../../src/domain/deploys/build-source.ts'
import { createCluster } from '../../src/integrations/kubernetes/create-cluster.ts'
import { createSealAudit } from '../../src/jobs/seal-audit.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { examineClusters } from '../../src/queries/doctor-clusters.ts'
import { examineAudit, examineBuildSources } from '../../src/queries/doctor-records.ts'
import { givenCatalogue, MINUTE, NINE } from '../harness/given.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { aRecord, store } from '../unit/queries/deploys/given-deploys.ts'
import { kubeconfig, startScriptedApi } from './cluster-adapter-kit.ts'

let opened: TestStore
let simulator: KubernetesSimulator
const clusters: Cluster[] = []
beforeEach(async () => {
  opened = await openTestStore()
  simulator = await startKubernetesSimulator({
    name: 'prod-kr',
    seed: { namespaces: ['payments', 'search'], workloads: [] },
  })
})
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.close()
  await simulator.stop()
  await opened.close()
})

function connect(name: string, kubeconfigPath: string): Cluster {
  const logger = createLogger('silent')
  const cluster = createCluster({ name, kubeconfigPath, clock: createSystemClock(), logger })
  clusters.push(cluster)
  return cluster
}
const real = () => connect('prod-kr', simulator.kubeconfig)
async function examine(asked: Cluster[], withinMs = 10_000) {
  const checks = { store: opened.store, catalogue: givenCatalogue(), clusters: asked, withinMs }
  return (await examineClusters(checks)).map(({ code, level, details }) => ({ code, level, ...details }))
}
const WELL = {
  code: 'cluster-well',
  level: 'ok',
  cluster: 'prod-kr',
  version: expect.stringMatching(/^v1\./),
}

describe('clusters', () => {
  test('one that is well says its version', async () => {
    expect(await examine([real()])).toEqual([WELL])
  })

  test('one that is not there costs the others nothing', async () => {
    const gone = connect('prod-us', kubeconfig('https://127.0.0.1:1'))
    const found = await examine([gone, real()])
    expect(found).toEqual([
      { code: 'cluster-unreachable', level: 'problem', cluster: 'prod-us', error: expect.any(String) },
      WELL,
    ])
  })

  test('one that never answers is waited for a while only', async () => {
    const api = await startScriptedApi(() => undefined)
    const [found] = await examine([connect('prod-us', kubeconfig(api.url))], 50)
    expect(found).toMatchObject({ code: 'cluster-unreachable', error: 'no answer within 50 ms' })
    await api.close()
  })

  test('credentials that are refused', async () => {
    const cluster = connect('prod-kr', kubeconfig(simulator.url, { token: 'old' }))
    expect(await examine([cluster])).toEqual([
      { code: 'cluster-unauthorized', level: 'problem', cluster: 'prod-kr' },
    ])
  })

  test('a clock that is more than half a minute off', async () => {
    simulator.faults.clockSkewMs = -90_000
    const [, clock] = await examine([real()])
    expect(clock).toMatchObject({ code: 'cluster-clock', level: 'warning', cluster: 'prod-kr' })
    expect(Math.round(Number(clock && 'aheadMs' in clock ? clock.aheadMs : 0) / 10_000)).toBe(-9)
    simulator.faults.clockSkewMs = 20_000
    expect(await examine([real()])).toEqual([WELL])
  })

  test('permissions that are missing, one line for all namespaces', async () => {
    simulator.faults.forbidden = [{ verb: 'patch', resource: 'deployments' }]
    expect(await examine([real()])).toEqual([
      WELL,
      {
        code: 'cluster-permissions',
        level: 'problem',
        cluster: 'prod-kr',
        missing: 'patch deployments.apps (payments, search)',
      },
    ])
  })

  test('after the first deploy only where the bot deploys', async () => {
    simulator.faults.forbidden = [{ verb: 'patch', resource: 'deployments' }]
    await store(opened.store, [aRecord({ id: 'd1', project: 'search' })])
    expect(await examine([real()])).toContainEqual(
      expect.objectContaining({ missing: 'patch deployments.apps (search)' }),
    )
  })
})

test('build sources that never told of a build', async () => {
  await opened.store.transaction((tx) => tx.facts.set(lastBuildFact('builds/github'), String(NINE)))
  const found = await examineBuildSources(opened.store, [{ name: 'github' }, { name: 'jenkins' }])
  expect(found).toEqual([{ code: 'builds-silent', level: 'warning', details: { source: 'builds/jenkins' } }])
})

test('the audit, intact or not', async () => {
  const seal = createSealAudit({ store: opened.store, now: () => NINE })
  const actor = { kind: 'system', job: 'test' } as const
  const entry = { at: NINE, actor, operation: 'x', subject: 'd1', outcome: 'done', details: {}, isKept: true }
  await opened.store.transaction((tx) => tx.audit.append(entry))
  const item = { kind: 'seal-audit', key: 'all', generation: 1, attempts: 0, dueAt: 0 }
  await seal.run(item, new AbortController().signal)
  const intact = { code: 'audit-intact', level: 'ok', details: { count: 1 } }
  expect(await examineAudit(opened.store, NINE)).toEqual([intact])
  await opened.store.transaction((tx) => tx.audit.append(entry))
  expect(await examineAudit(opened.store, NINE + 5 * MINUTE)).toEqual([intact])
  const late = { code: 'audit-unsealed', level: 'warning', details: { count: 1 } }
  expect(await examineAudit(opened.store, NINE + 5 * MINUTE + 1)).toEqual([late, intact])
  await opened.store.transaction((tx) => tx.facts.set('audit:chain-head', '9 0000'))
  expect(await examineAudit(opened.store, NINE)).toMatchObject([{ code: 'audit-broken', level: 'problem' }])
})
