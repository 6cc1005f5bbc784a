import { openCostBook, type CostBook } from '../../playground/cost/cost-book.ts'
import { startCostSimulator, type CostSimulator } from '../../playground/cost/simulator.ts'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

export const HOUR_MS = 3_600_000
/** A Saturday. */
export const NOW = Date.UTC(2026, 10, 21, 9, 30, 0)

export interface WireAllocation {
  name: string
  properties: Record<string, unknown>
  window: { start: string; end: string }
  start: string
  end: string
  minutes: number
  cpuCoreHours: number
  cpuCost: number
  cpuCostIdle: number
  cpuCostAdjustment: number
  ramCost: number
  totalCost: number
  pvCost: number
  [field: string]: unknown
}
export type Sets = Record<string, WireAllocation>[]

export interface CostStage {
  costs: CostSimulator
  book: CostBook
  clock: TestClock
  cluster: KubernetesSimulator
  /** As it comes over the wire. */
  ask(query: Record<string, string>, path?: string): Promise<Response>
  sets(query: Record<string, string>): Promise<Sets>
  /** Scales a Deployment of the namespace payments, and lets its pods come or go. */
  scale(name: string, replicas: number): Promise<void>
  stop(): Promise<void>
}

export const WORKLOADS: WorkloadSeed[] = [
  workload('Deployment', 'checkout', 2),
  workload('Deployment', 'payments-api', 3),
  { ...workload('StatefulSet', 'ledger', 2), namespace: 'payments-prod' },
  { ...workload('DaemonSet', 'aws-node', 1), namespace: 'kube-system' },
]

function workload(kind: WorkloadSeed['kind'], name: string, replicas: number): WorkloadSeed {
  return { kind, namespace: 'payments', name, replicas, images: [`registry.regatta.test/${name}:1.0.0`] }
}

/** One cluster with its OpenCost; time moves only by the clock. */
export async function openCosts({
  name = 'prod-kr',
  path = null,
  workloads = WORKLOADS,
  now = NOW,
}: {
  name?: string
  path?: string | null
  workloads?: WorkloadSeed[]
  now?: number
} = {}): Promise<CostStage> {
  const clock = createTestClock(now)
  const cluster = await startKubernetesSimulator({
    name,
    clock,
    seed: { namespaces: ['payments', 'payments-prod', 'kube-system'], workloads },
  })
  const book = openCostBook(path, clock.now())
  const filled = Promise.resolve()
  const costs = await startCostSimulator({ clusters: new Map([[name, cluster]]), filled, book, clock })
  const ask = (query: Record<string, string>, at = '/allocation') =>
    fetch(`${costs.urlOf(name)}${at}?${new URLSearchParams(query).toString()}`)
  return {
    costs,
    book,
    clock,
    cluster,
    ask,
    async sets(query) {
      const response = await ask(query)
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return ((await response.json()) as { data: Sets }).data
    },
    async scale(one, replicas) {
      cluster.state.edit('deployments', { namespace: 'payments', name: one }, (draft) => {
        draft.spec.replicas = replicas
      })
      await clock.advance(10_000)
      costs.look()
    },
    async stop() {
      await costs.stop()
      await cluster.stop()
      book.stop()
    },
  }
}

/** A window of full hours, the last of which ends at `to`. */
export function hoursUntil(to: number, hours: number): string {
  return [to - hours * HOUR_MS, to].map((at) => new Date(at).toISOString().replace('.000Z', 'Z')).join(',')
}

export function total(set: Record<string, WireAllocation> | undefined): number {
  return Object.values(set ?? {}).reduce((sum, { totalCost }) => sum + totalCost, 0)
}
