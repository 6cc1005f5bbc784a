import { CHARTS_AGAIN_MS, CHARTS_REFUSED, lastEditionFact } from '../domain/cost/digest-facts.ts'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import { addDays, timesOf } from '../domain/cost/day.ts'
import { editionsDue, isAhead, nextEditionAt, type EditionDue } from '../domain/cost/edition-times.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { Reads } from '../domain/store.ts'
import { FIGURES_PATIENCE_MS } from './cost-digest-due.ts'
import { readCostEdition } from './cost-editions-read.ts'
import type { CostReadDeps } from './cost-read-deps.ts'
import { sourcesAwaited } from './cost-sources-down.ts'

export interface CostEdition extends Pick<EditionDue, 'edition' | 'day'> {
  /** Empty at the first start: nobody waits for what was before. */
  snapshots: CostEditionSnapshot[]
  withPictures: boolean
}

export interface CostEditionsDue {
  editions: CostEdition[]
  /** null: no edition is wanted. */
  nextAt: number | null
  /** Figures of what is told may come at any moment: ask again. */
  wait: boolean
}

/** Daily and weekly editions that are due and were not decided. */
export function createCostEditionsDue(deps: CostReadDeps): (now: number) => Promise<CostEditionsDue> {
  const { costPolicy: policy, costSources } = deps
  let startedAt: number | null = null
  return async (now) => {
    startedAt ??= now
    const since = startedAt
    const nextAt = costSources.length === 0 ? null : nextEditionAt(now, policy)
    if (nextAt === null) return { editions: [], nextAt, wait: false }
    return deps.store.read(async (reads) => {
      const charts = await chartsOf(reads, policy, now)
      const editions: CostEdition[] = []
      for (const { edition, day, at } of editionsDue(now, policy)) {
        const last = await reads.facts.get(lastEditionFact(edition))
        if (last !== null && last >= day && !isAhead(last, now)) continue
        const isPatient = now < Math.max(at, since) + FIGURES_PATIENCE_MS
        if (last !== null && isPatient && (await isAwaited(reads, deps, { edition, day, now })))
          return { editions: [], nextAt, wait: true }
        const shown = charts === 'native' ? { as: 'native' as const } : { as: 'text' as const }
        const snapshots =
          last === null ? [] : await readCostEdition(reads, deps, { edition, day, shown, now })
        editions.push({ edition, day, snapshots, withPictures: charts === 'image' })
      }
      return { editions, nextAt, wait: false }
    })
  }
}

/** After a start the hours that went by are still on their way, and soon after midnight the last one of the day is. */
async function isAwaited(
  reads: Reads,
  { costSources: sources, costPolicy }: CostReadDeps,
  { edition, day, now }: Pick<EditionDue, 'edition' | 'day'> & { now: number },
): Promise<boolean> {
  const range = timesOf({ from: day, to: addDays(day, edition === 'daily' ? 1 : 7) }, costPolicy.timeZone)
  return (await sourcesAwaited(reads, { sources, range, now })).length > 0
}

async function chartsOf(reads: Reads, { charts }: CostPolicy, now: number): Promise<CostPolicy['charts']> {
  if (charts !== 'native') return charts
  const refusedAt = await reads.facts.get(CHARTS_REFUSED)
  return refusedAt !== null && now - Date.parse(refusedAt) < CHARTS_AGAIN_MS ? 'image' : 'native'
}
