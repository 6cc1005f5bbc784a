import type { AllocationSet } from './answer.ts'
import { placeOf } from './place.ts'

/**
 * Times are read off samples that are a minute apart, and Prometheus 3 leaves out the one at the very start:
 * https://prometheus.io/docs/prometheus/latest/migration/#range-selectors-and-lookback-exclude-samples-coinciding-with-the-left-boundary
 */
const RESOLUTION_MS = 60_000

/**
 * How much of the hour was seen: the time in which anything ran or stood idle. A volume that nothing mounts is told for
 * the whole hour whether anybody saw it or not.
 */
export function coveredMs(set: AllocationSet, { start, end }: { start: number; end: number }): number {
  const seen = Object.entries(set)
    .filter(([name, allocation]) => !placeOf(name, allocation.properties).isUnmounted)
    .map(([, allocation]) => ({
      from: allocation.start <= start + RESOLUTION_MS ? start : allocation.start,
      to: allocation.end >= end - RESOLUTION_MS ? end : allocation.end,
    }))
    .toSorted((a, b) => a.from - b.from)
  let covered = 0
  let until = start
  for (const { from, to } of seen) {
    if (to <= until) continue
    covered += to - Math.max(from, until)
    until = to
  }
  return covered
}
