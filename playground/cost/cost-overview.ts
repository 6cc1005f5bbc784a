import { isDenied } from '../aws/denied-actions.ts'
import type { AwsSimulator } from '../aws/simulator.ts'
import { IDLE, totalCost, UNMOUNTED_NAME } from './allocation.ts'
import { aggregate } from './aggregate.ts'
import { computeAllocations } from './compute-allocations.ts'
import type { Restatement, SourceFault, Spike } from './cost-book.ts'
import { LEFT_BEHIND } from './only-in-books.ts'
import { firstKnown } from './past.ts'
import type { CostSimulator, OpenCostSeen } from './simulator.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const BILL_FAULTS = {
  throttled: 'cost-throttled',
  forbidden: 'denied-cost-explorer',
  late: 'cost-data-unavailable',
} as const
export type BillFault = keyof typeof BILL_FAULTS

export interface ShownOpenCost extends OpenCostSeen {
  cluster: string
  url: string
  fault: SourceFault | null
  /** Of this hour, in USD. */
  hour: number
  /** Minutes of this hour that it has not seen. */
  missedMinutes: number
}

export interface CostOverview {
  now: number
  currency: 'USD'
  /** Figures are there from then on. */
  since: number
  hour: {
    start: number
    total: number
    /** The most expensive first; what is idle or mounted by nobody is among them. */
    namespaces: { namespace: string; cost: number; role: 'used' | 'idle' | 'unmounted' }[]
  }
  sources: ShownOpenCost[]
  costExplorer: {
    endpoint: string
    fault: BillFault | null
    isTagActive: boolean
    /** Those that were not refused: each costs USD 0.01. */
    paidCalls: { today: number; all: number }
  }
  /** Under way. */
  spikes: Spike[]
  restated: Restatement[]
}

/** What a page needs to show where figures come from, and what is wrong with that. */
export function costOverview(costs: CostSimulator, aws: AwsSimulator): CostOverview {
  costs.look()
  const now = costs.now()
  const { saved } = costs.book
  const start = Math.floor(now / HOUR_MS) * HOUR_MS
  const perCluster = costs.clusters.map((cluster) => ({
    cluster,
    rows: computeAllocations(saved, { cluster, now }, { from: start, to: start + HOUR_MS }),
  }))
  const by = { by: ['namespace'], includeIdle: true, shareIdle: false, idleByNode: false }
  const sums = aggregate(
    perCluster.flatMap(({ rows }) => rows),
    by,
  )
  // When the hour begins nothing is known of it, but the namespaces are there.
  const names = new Set([...namespacesIn(costs), ...sums.keys()])
  const namespaces = [...names].map((namespace) => {
    const sum = sums.get(namespace)
    return { namespace, cost: sum ? totalCost(sum) : 0, role: roleOf(namespace) }
  })
  return {
    now,
    currency: 'USD',
    since: firstKnown(saved.beganAt),
    hour: {
      start,
      total: namespaces.reduce((total, { cost }) => total + cost, 0),
      namespaces: namespaces.toSorted((a, b) => b.cost - a.cost),
    },
    sources: perCluster.map(({ cluster, rows }) => ({
      cluster,
      url: costs.urlOf(cluster),
      fault: saved.down[cluster] ?? null,
      hour: rows.reduce((sum, row) => sum + totalCost(row), 0),
      missedMinutes: missedMinutes(saved.gaps[cluster] ?? [], start),
      ...costs.seen(cluster),
    })),
    costExplorer: shownBill(aws, now),
    spikes: saved.spikes.filter(({ to }) => to === null),
    restated: saved.restated,
  }
}

/** Those that may have a spike. */
export function namespacesIn({ book }: Pick<CostSimulator, 'book'>): Set<string> {
  const workloads = Object.values(book.saved.usage).flatMap((log) => Object.values(log))
  return new Set([...workloads.map(({ namespace }) => namespace), LEFT_BEHIND])
}

function roleOf(namespace: string): 'used' | 'idle' | 'unmounted' {
  if (namespace === IDLE) return 'idle'
  return namespace === UNMOUNTED_NAME ? 'unmounted' : 'used'
}

function missedMinutes(gaps: readonly { from: number; to: number }[], hour: number): number {
  const ms = gaps.filter(({ from }) => from === hour).reduce((sum, { from, to }) => sum + to - from, 0)
  return Math.ceil(ms / 60_000)
}

function shownBill(aws: AwsSimulator, now: number): CostOverview['costExplorer'] {
  const on = new Set<string>(aws.faults.active().map(({ name }) => name))
  const paid = aws.journal().filter(({ service, code }) => service === 'ce' && code === null)
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const fault = (Object.keys(BILL_FAULTS) as BillFault[]).find((name) => on.has(BILL_FAULTS[name]))
  const isForbidden = isDenied(aws.faults, 'ce:GetCostAndUsage')
  return {
    endpoint: aws.url,
    fault: fault ?? (isForbidden ? 'forbidden' : null),
    isTagActive: !on.has('cost-tag-inactive'),
    paidCalls: { today: paid.filter(({ at }) => at >= today).length, all: paid.length },
  }
}
