import { addDays, timesOf, type Day } from '../domain/cost/day.ts'
import { HOUR_MS, HOURS_KEPT_MS } from '../domain/cost/hours-kept.ts'
import { hoursIn } from '../domain/cost/windows.ts'
import type { Records } from '../domain/store.ts'

/** A day of Kubernetes is the sum of its hours: rebuilt with each of them, so that both always agree. */
export async function rebuildDay(
  tx: Records,
  { sourceId, day, timeZone, now }: { sourceId: string; day: Day; timeZone: string; now: number },
): Promise<void> {
  const { from, to } = timesOf({ from: day, to: addDays(day, 1) }, timeZone)
  // Hours that are deleted already would be missing in the sum.
  if (from < now - HOURS_KEPT_MS) return
  const range = { unit: 'hour' as const, from, to }
  const filter = { sourceIds: [sourceId] }
  const hours = await tx.costs.imports(range, filter)
  const newest = hours.toSorted((a, b) => b.readAt - a.readAt)[0]
  if (!newest) return
  const coveredMs = hours.reduce((sum, hour) => sum + hour.coveredMs, 0)
  const lengthMs = hoursIn({ from, to }).length * HOUR_MS
  const state = coveredMs === 0 ? 'empty' : coveredMs < lengthMs ? 'partial' : 'complete'
  const isEstimated = hours.some((hour) => hour.isEstimated)
  const period = { unit: 'day' as const, day }
  const lines = await tx.costs.lines(range, filter)
  await tx.costs.replace(
    { sourceId, period, state, coveredMs, lengthMs, isEstimated, readAt: newest.readAt },
    lines,
  )
}
