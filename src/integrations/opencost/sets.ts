import type { CostSet } from '../../domain/cost/source.ts'
import type { AllocationSet } from './answer.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { coveredMs } from './covered.ts'
import { toRows } from './rows.ts'

export const HOUR_MS = 3_600_000

/**
 * One set for each hour of the window. Which hour a set is stands in its allocations, not in its position: empty sets
 * say nothing, and may be left out. Throws BrokenAnswer for hours that nobody asked for, and for those told twice.
 */
export function toSets(
  sets: readonly AllocationSet[],
  window: { from: number; to: number },
  currency: string,
): CostSet[] {
  const told = new Map<number, AllocationSet>()
  for (const set of sets) {
    const hour = hourOf(set, window)
    if (told.has(hour)) throw new BrokenAnswer(`the hour ${iso(hour)} is told twice`)
    told.set(hour, set)
  }
  const hours = Array.from({ length: (window.to - window.from) / HOUR_MS }, (_, index) => {
    return window.from + index * HOUR_MS
  })
  return hours.map((start) => {
    const end = start + HOUR_MS
    const set = told.get(start) ?? {}
    const covered = coveredMs(set, { start, end })
    return { start, end, coveredMs: covered, isEstimated: false, rows: toRows(set, currency) }
  })
}

function hourOf(set: AllocationSet, { from, to }: { from: number; to: number }): number {
  const windows = Object.values(set).map(({ window }) => window)
  const { start, end } = windows[0] ?? { start: Number.NaN, end: Number.NaN }
  if (windows.some((window) => window.start !== start || window.end !== end)) {
    throw new BrokenAnswer(`a set has allocations of several times, one of them ${iso(start)}`)
  }
  const isAsked = start >= from && start < to && (start - from) % HOUR_MS === 0
  if (!isAsked || end !== start + HOUR_MS) {
    throw new BrokenAnswer(`it tells of ${iso(start)} to ${iso(end)}, which is no hour that was asked for`)
  }
  return start
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
