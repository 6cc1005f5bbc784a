import { setImmediate as breathe } from 'node:timers/promises'
import { aggregate } from './aggregate.ts'
import type { Allocation } from './allocation.ts'
import { computeAllocations } from './compute-allocations.ts'
import type { SavedCosts } from './cost-book.ts'
import type { Span } from './covered.ts'
import { readQuery, type AllocationQuery } from './read-query.ts'
import { wireAllocation } from './wire-allocation.ts'

/** The body that OpenCost answers. Throws BadQuery. Others in this process get a turn after each set. */
export async function answerAllocation(
  saved: SavedCosts,
  { cluster, now }: { cluster: string; now: number },
  query: URLSearchParams,
) {
  const asked = readQuery(query, now)
  const isEmpty = saved.down[cluster] === 'empty'
  const data: Record<string, unknown>[] = []
  for (const { window, parts } of setsOf(asked)) {
    const allocations: Allocation[] = []
    for (const part of isEmpty ? [] : parts) {
      allocations.push(...computeAllocations(saved, { cluster, now }, part))
      await breathe()
    }
    const named = [...aggregate(allocations, asked)].toSorted(([a], [b]) => (a < b ? -1 : 1))
    data.push(Object.fromEntries(named.map(([name, one]) => [name, wireAllocation(name, one, window)])))
  }
  return { code: 200, status: 'success', data }
}

interface Set {
  window: Span
  parts: Span[]
}

/** Steps from the beginning of the window; the last one may go beyond its end. */
function setsOf({ window, stepMs, accumulate }: AllocationQuery): Set[] {
  const steps: Span[] = []
  for (let from = window.from; from < window.to; from += stepMs) steps.push({ from, to: from + stepMs })
  if (!accumulate) return steps.map((step) => ({ window: step, parts: [step] }))
  return [{ window: { from: window.from, to: steps.at(-1)?.to ?? window.to }, parts: steps }]
}
