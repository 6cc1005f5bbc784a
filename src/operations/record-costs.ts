import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { allocate } from '../domain/cost/allocate.ts'
import { addDays, dayOf, type Day } from '../domain/cost/day.ts'
import { createOwnership } from '../domain/cost/ownership.ts'
import type { CostRange } from '../domain/cost/records.ts'
import type { CostImport, CostSet, CostSourceInfo } from '../domain/cost/source.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import type { CostDeps } from './cost-deps.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { rebuildDay } from './record-costs-day.ts'

/** Budgets are looked at when what was read together is stored. */
const CHECK_BUDGETS_MS = 15_000

const input = z.object({
  sourceId: z.string(),
  /** As the adapter checked them. */
  sets: z.custom<CostSet[]>((value) => Array.isArray(value)),
  readAt: z.number(),
  /** The source does not tell whose anything is, as when a tag is not activated: what is known with its owners stays. */
  isUntagged: z.boolean().default(false),
})

/** Stores what a source says of some periods: it replaces what was known of them. */
export const createRecordCosts = defineOperation<z.output<typeof input>, { replaced: number }, CostDeps>({
  name: 'record-costs',
  input,
  may: systemOnly,
  async decide({ tx, input: { sourceId, sets, readAt, isUntagged }, now, deps }) {
    const source = deps.costSources.find(({ id }) => id === sourceId)
    if (!source) return { outcome: refused('cost-source-unknown', { sourceId }), audit: null }
    const { sharedProjects, sharedServices, timeZone } = deps.costPolicy
    const ownership = createOwnership(await tx.costs.ownership())
    const days = new Set<Day>()
    let replaced = 0
    for (const set of sets) {
      const imported = importOf(source, set, readAt)
      if (!(await supersedes(tx, imported))) continue
      if (isUntagged && (await isKnownByOwner(tx, imported))) continue
      const place = { cluster: source.cluster, at: set.start }
      await tx.costs.replace(
        imported,
        allocate(set.rows, place, { ownership, sharedProjects, sharedServices }),
      )
      if (source.unit === 'hour') days.add(dayOf(set.start, timeZone))
      replaced += 1
    }
    for (const day of days) await rebuildDay(tx, { sourceId, day, timeZone, now })
    if (replaced > 0) {
      const dueAt = now + CHECK_BUDGETS_MS
      await tx.queue.enqueue('check-budgets', 'tick', { dueAt, priority: PRIORITY.progress })
    }
    return { outcome: allowed({ replaced }), audit: null }
  },
})

function importOf(source: CostSourceInfo, set: CostSet, readAt: number): Omit<CostImport, 'revision'> {
  const lengthMs = set.end - set.start
  const isEmpty = set.rows.length === 0
  const coveredMs = isEmpty ? 0 : set.coveredMs
  return {
    sourceId: source.id,
    period: periodOf(source, set),
    state: isEmpty ? 'empty' : coveredMs < lengthMs ? 'partial' : 'complete',
    coveredMs,
    lengthMs,
    isEstimated: set.isEstimated,
    readAt,
  }
}

function periodOf({ unit }: CostSourceInfo, { start }: CostSet): CostImport['period'] {
  return unit === 'hour' ? { unit, at: start } : { unit, day: dayOf(start, 'UTC') }
}

/** Whose the figures of the period are is known already. */
async function isKnownByOwner(tx: Records, imported: Omit<CostImport, 'revision'>): Promise<boolean> {
  const totals = await tx.costs.totals(rangeOf(imported), { sourceIds: [imported.sourceId] })
  return totals.some(({ project }) => project !== '')
}

/** A source that has lost its own history says less than it said before: what is known stays. */
async function supersedes(tx: Records, next: Omit<CostImport, 'revision'>): Promise<boolean> {
  const [known] = await tx.costs.imports(rangeOf(next), { sourceIds: [next.sourceId] })
  return known === undefined || next.coveredMs >= known.coveredMs
}

function rangeOf({ period, lengthMs }: Omit<CostImport, 'revision'>): CostRange {
  return period.unit === 'hour'
    ? { unit: period.unit, from: period.at, to: period.at + lengthMs }
    : { unit: period.unit, from: period.day, to: addDays(period.day, 1) }
}
