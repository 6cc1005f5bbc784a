import type { CostRow } from '../../domain/cost/line.ts'
import {
  addKinds,
  COST_KINDS,
  microsOfNumber,
  totalOf,
  type ByKind,
  type CostKind,
} from '../../domain/cost/money.ts'
import type { Allocation, AllocationSet } from './answer.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { placeOf } from './place.ts'

type Amount = Extract<keyof Allocation, `${string}Cost` | `${string}Adjustment`>

const PARTS: readonly [CostKind, readonly Amount[]][] = [
  ['cpu', ['cpuCost', 'cpuCostAdjustment']],
  ['memory', ['ramCost', 'ramCostAdjustment']],
  ['gpu', ['gpuCost', 'gpuCostAdjustment']],
  ['storage', ['pvCost', 'pvCostAdjustment']],
  ['network', ['networkCost', 'networkCostAdjustment']],
  ['load-balancer', ['loadBalancerCost', 'loadBalancerCostAdjustment']],
]

/** A row for each workload: its pods together. Throws BrokenAnswer for an amount that integers cannot hold. */
export function toRows(set: AllocationSet, currency: string): CostRow[] {
  const rows = new Map<string, CostRow>()
  for (const [name, allocation] of Object.entries(set)) {
    const { role, project, service, hasPods } = placeOf(name, allocation.properties)
    const key = JSON.stringify([role, project, service])
    const before = rows.get(key)
    const micros = addKinds(before?.micros ?? {}, kindsOf(name, allocation))
    const figures = [totalOf(micros), ...Object.values(micros)]
    if (!figures.every(Number.isSafeInteger)) throw new BrokenAnswer(`${name}: too large an amount`)
    const podMinutes = (before?.podMinutes ?? 0) + (hasPods ? allocation.minutes : 0)
    rows.set(key, { role, project, service, currency, micros, podMinutes })
  }
  return [...rows.values()].map((row) => ({ ...row, podMinutes: Math.round(row.podMinutes) }))
}

/** OpenCost rounds each of its fields to five or six digits: what is left of that is no cost of another kind. */
const ROUNDING_MICROS = 100

/** They add up to the rounded total; what no part explains is `other`. */
function kindsOf(name: string, allocation: Allocation): ByKind {
  const micros = (field: Amount): number => {
    try {
      return microsOfNumber(allocation[field])
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new BrokenAnswer(`${name}: ${field}: ${error.message}`)
    }
  }
  const parts: Partial<Record<CostKind, number>> = {}
  for (const [kind, fields] of PARTS) parts[kind] = fields.reduce((sum, field) => sum + micros(field), 0)
  const rest = micros('totalCost') - totalOf(parts)
  return addKinds(parts, { [Math.abs(rest) <= ROUNDING_MICROS ? largestOf(parts) : 'other']: rest })
}

function largestOf(parts: Readonly<Partial<Record<CostKind, number>>>): CostKind {
  return COST_KINDS.reduce((largest, kind) => ((parts[kind] ?? 0) > (parts[largest] ?? 0) ? kind : largest))
}
