import { CHARTS_AGAIN_MS, CHARTS_REFUSED } from '../domain/cost/digest-facts.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import { paidCalls, paidCallsFact } from '../domain/cost/paid-calls.ts'
import type { CostImport, CostSourceInfo, CostSourceState } from '../domain/cost/source.ts'
import { finding, type Finding } from '../domain/doctor-report.ts'
import type { Reads, Store } from '../domain/store.ts'

export interface ExaminedCosts {
  store: Pick<Store, 'read'>
  costSources: readonly (CostSourceInfo & {
    /** Calls that cost money, a day; null: none do. */
    callsPerDay: number | null
  })[]
}

/** Figures older than this are late: an hour needs its while, a bill of AWS takes a day and more. */
const LATE_MS = { hour: 3 * HOUR_MS, day: 72 * HOUR_MS }

/** Does each source of figures answer, how far do they reach, and what did asking cost today? */
export async function examineCosts({ store, costSources }: ExaminedCosts, now: number): Promise<Finding[]> {
  if (costSources.length === 0) return []
  return store.read(async (reads) => {
    const states = await reads.costs.sourceStates()
    const newest = [...(await reads.costs.newestImports('hour')), ...(await reads.costs.newestImports('day'))]
    const findings: Finding[] = []
    for (const source of costSources) {
      const state = states.find(({ id }) => id === source.id) ?? null
      const told = newest.find(
        ({ sourceId, period }) => sourceId === source.id && period.unit === source.unit,
      )
      findings.push(judge(source, { state, until: told ? endOf(told) : null, now }), ...notes(source, state))
      findings.push(...(await calls(reads, source, now)))
    }
    return [...findings, ...(await charts(reads, now))]
  })
}

function judge(
  { place, kind, unit }: CostSourceInfo,
  { state, until, now }: { state: CostSourceState | null; until: number | null; now: number },
): Finding {
  const where = { place, kind }
  if (state?.failure) {
    const { code, since, message } = state.failure
    return finding('problem', 'cost-source-down', { ...where, code, since, message })
  }
  const isLate = until === null || now - until > LATE_MS[unit]
  return finding(isLate ? 'warning' : 'ok', isLate ? 'cost-source-late' : 'cost-source-well', {
    ...where,
    until,
  })
}

function endOf({ period, lengthMs }: CostImport): number {
  return (period.unit === 'hour' ? period.at : Date.parse(`${period.day}T00:00:00Z`)) + lengthMs
}

function notes({ place }: CostSourceInfo, state: CostSourceState | null): Finding[] {
  return (state?.notes ?? []).map(({ tag }) =>
    finding('warning', 'cost-tag-inactive', { account: place, tag }),
  )
}

async function calls(
  reads: Pick<Reads, 'facts'>,
  { id, place, callsPerDay: most }: ExaminedCosts['costSources'][number],
  now: number,
): Promise<Finding[]> {
  if (most === null) return []
  const used = paidCalls(await reads.facts.get(paidCallsFact(id)), now)
  if (used >= most) return [finding('warning', 'cost-calls-spent', { account: place, most })]
  return [finding('ok', 'cost-calls', { account: place, used, most })]
}

async function charts(reads: Pick<Reads, 'facts'>, now: number): Promise<Finding[]> {
  const refusedAt = await reads.facts.get(CHARTS_REFUSED)
  const isOver = refusedAt === null || now - Date.parse(refusedAt) >= CHARTS_AGAIN_MS
  return isOver ? [] : [finding('warning', 'chart-blocks-refused', { since: Date.parse(refusedAt) })]
}
