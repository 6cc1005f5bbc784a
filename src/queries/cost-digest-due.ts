import { LAST_COST_HOUR, SOURCES_TOLD } from '../domain/cost/digest-facts.ts'
import type { CostDigestSnapshot } from '../domain/cost/digest.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import { digestWindows } from '../domain/cost/windows.ts'
import type { Reads } from '../domain/store.ts'
import { readCostDigests } from './cost-digest-read.ts'
import type { CostReadDeps } from './cost-read-deps.ts'
import { sourcesAwaited, sourcesDown } from './cost-sources-down.ts'

export interface CostDigestDue {
  /** The end of the hour to tell about. */
  hour: number
  /** False when it was decided before, or no digest is wanted. */
  due: boolean
  isFirstStart: boolean
  /** Figures of the hour may come at any moment: ask again. */
  wait: boolean
  /** Of the channels that have something to read. */
  snapshots: CostDigestSnapshot[]
  /** Ids of sources that are down now. */
  down: string[]
}

/** So long a digest waits for figures that are not there yet: after its time, and after a start of the bot. */
export const FIGURES_PATIENCE_MS = 10 * 60_000

/** The digest that is due at `now`. Sources tell full hours of UTC, so digests follow those. */
export function costHourDue(now: number, { digest }: Pick<CostPolicy, 'digest'>): number {
  return Math.floor((now - digest.afterMs) / HOUR_MS) * HOUR_MS
}

/** What must be known before the cost digests of the last full hour are decided. */
export function createCostDigestDue(deps: CostReadDeps): (now: number) => Promise<CostDigestDue> {
  let startedAt: number | null = null
  return (now) => {
    startedAt ??= now
    const since = startedAt
    return deps.store.read((reads) => digestDue(reads, deps, { now, startedAt: since }))
  }
}

async function digestDue(
  reads: Reads,
  deps: CostReadDeps,
  { now, startedAt }: { now: number; startedAt: number },
): Promise<CostDigestDue> {
  const { costPolicy: policy, costSources: sources } = deps
  const hour = costHourDue(now, policy)
  const last = await reads.facts.get(LAST_COST_HOUR)
  const lastAt = last === null ? null : Date.parse(last)
  const isFirstStart = lastAt === null
  const nothing = { hour, due: false, isFirstStart, wait: false, snapshots: [], down: [] }
  // Decided in the future: the clock was moved back since.
  const isDue = lastAt === null || lastAt < hour || lastAt > now
  if (!isDue || !policy.digest.isEnabled || sources.length === 0) return nothing
  const range = digestWindows(hour, policy.timeZone).day
  const awaited = isFirstStart ? [] : await sourcesAwaited(reads, { sources, range, now })
  const until = Math.max(hour + policy.digest.afterMs, startedAt) + FIGURES_PATIENCE_MS
  if (awaited.length > 0 && now < until) return { ...nothing, due: true, wait: true }
  // Nothing is read yet, and nobody was told that it should be.
  if (isFirstStart) return { ...nothing, due: true }
  const down = await sourcesDown(reads, { sources, hour, now })
  // What was taken out of the configuration is not back.
  const told = (JSON.parse((await reads.facts.get(SOURCES_TOLD)) ?? '[]') as string[]).filter((known) =>
    sources.some(({ id }) => id === known),
  )
  const changed = [
    ...down.filter((id) => !told.includes(id)).map((sourceId) => ({ sourceId, now: 'down' as const })),
    ...told.filter((id) => !down.includes(id)).map((sourceId) => ({ sourceId, now: 'back' as const })),
  ]
  const snapshots = await readCostDigests(reads, deps, { hour, now, changed })
  return { hour, due: true, isFirstStart, wait: false, snapshots, down }
}
