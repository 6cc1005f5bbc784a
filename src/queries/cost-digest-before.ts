import type { TimeRange } from '../domain/cost/day.ts'
import type { CostLine, CostTotal } from '../domain/cost/line.ts'
import { sameHours } from '../domain/cost/same-hours.ts'
import type { CostImport } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'

/** What the hours that sources have told are compared with. Workloads that stand in several stretches stand in several lines. */
export async function readBefore(
  reads: Pick<Reads, 'costs'>,
  imports: readonly CostImport[],
  window: { now: TimeRange; before: TimeRange },
): Promise<{ totals: CostTotal[]; lines: CostLine[] }> {
  const totals: CostTotal[] = []
  const lines: CostLine[] = []
  for (const { range, sourceIds } of sameHours(inRange(imports, window.now), window)) {
    totals.push(...(await reads.costs.totals({ unit: 'hour', ...range }, { sourceIds })))
    lines.push(...(await reads.costs.lines({ unit: 'hour', ...range }, { sourceIds })))
  }
  return { totals, lines }
}

function inRange(imports: readonly CostImport[], { from, to }: TimeRange): CostImport[] {
  return imports.filter(({ period }) => period.unit === 'hour' && period.at >= from && period.at < to)
}
