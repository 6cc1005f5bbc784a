import { dueWindows } from '../domain/cost/collect-plan.ts'
import { dayOf } from '../domain/cost/day.ts'
import { HOURS_KEPT_MS } from '../domain/cost/hours-kept.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type {
  ConfiguredCostSource,
  CostAnswer,
  CostFailureCode,
  CostImport,
  CostSet,
  CostSourceState,
} from '../domain/cost/source.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job, JobResult } from './job.ts'

export interface CollectCostsDeps {
  store: Pick<Store, 'read'>
  costPolicy: CostPolicy
  costSources: readonly ConfiguredCostSource[]
  recordCosts: Operation<{ replaced: number }>
  recordCostReading: Operation<CostSourceState>
  countPaidCall: Operation<{ may: boolean }>
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'info' | 'warn'>
  /** After each reading that was stored, or failed. */
  onReading(sourceId: string, outcome: 'read' | CostFailureCode): void
}

const SYSTEM = { kind: 'system' as const, job: 'collect-costs' }
/** A source that is not configured any more is nobody's business. */
const GONE: JobResult = { done: true }

/** Reads what a source has to tell and is not known yet, or may have been corrected. The key is the source's id. */
export function createCollectCosts(deps: CollectCostsDeps): Job {
  const { clock, costPolicy: policy } = deps
  return {
    kind: 'collect-costs',
    concurrency: 4,
    async run({ key }, signal) {
      const source = deps.costSources.find(({ id }) => id === key)
      if (!source) return GONE
      const { windows } = dueWindows(source, await knownOf(deps, source), { now: clock.now(), policy })
      for (const window of windows) {
        const answer = await source.read(window, { mayCall: () => mayCall(deps, source), signal })
        // What was told is kept also by who is told to stop: it may have been paid for.
        if (signal.aborted && answer.state === 'failed') return { again: clock.now() }
        await record(deps, source, answer)
        deps.onReading(source.id, answer.state === 'failed' ? answer.failure.code : answer.state)
        if (signal.aborted) return { again: clock.now() }
        if (answer.state === 'failed') break
      }
      const { nextAt } = dueWindows(source, await knownOf(deps, source), { now: clock.now(), policy })
      return { again: Math.max(nextAt, clock.now() + 1_000) }
    },
  }
}

async function knownOf(
  { store, clock, costPolicy }: CollectCostsDeps,
  source: ConfiguredCostSource,
): Promise<{ imports: CostImport[]; state: CostSourceState | null }> {
  const now = clock.now()
  const days = {
    unit: 'day' as const,
    from: dayOf(now - costPolicy.retentionDays * 86_400_000, 'UTC'),
    to: '9999-12-31',
  }
  const hours = { unit: 'hour' as const, from: now - HOURS_KEPT_MS, to: now }
  return store.read(async (reads) => ({
    imports: await reads.costs.imports(source.unit === 'hour' ? hours : days, { sourceIds: [source.id] }),
    state: (await reads.costs.sourceStates()).find(({ id }) => id === source.id) ?? null,
  }))
}

async function mayCall({ countPaidCall }: CollectCostsDeps, source: ConfiguredCostSource) {
  const input = { sourceId: source.id, most: source.callsPerDay ?? 0 }
  const counted = await countPaidCall({ actor: SYSTEM, input })
  return counted.ok && counted.value.may
}

async function record(
  deps: CollectCostsDeps,
  source: ConfiguredCostSource,
  answer: CostAnswer,
): Promise<void> {
  const { clock, logger } = deps
  const readAt = clock.now()
  if (answer.state === 'read') {
    const isUntagged = answer.notes.some(({ code }) => code === 'tag-inactive')
    for (const sets of inParts(answer.sets, deps.costPolicy.timeZone)) {
      const input = { sourceId: source.id, sets, readAt, isUntagged }
      const recorded = await deps.recordCosts({ actor: SYSTEM, input })
      if (!recorded.ok) throw new Error(`recording costs: refused: ${recorded.refusal.reason}`)
    }
    logger.info({ source: source.id, periods: answer.sets.length }, 'costs: read')
  } else {
    const { code, message } = answer.failure
    logger.warn({ source: source.id, code, message }, 'costs: not read')
  }
  const failure = answer.state === 'failed' ? answer.failure : null
  const notes = answer.state === 'read' ? answer.notes : []
  const said = await deps.recordCostReading({ actor: SYSTEM, input: { sourceId: source.id, failure, notes } })
  if (!said.ok) throw new Error(`recording a reading of costs: refused: ${said.refusal.reason}`)
}

/** Hours of a large cluster are many rows: nobody else writes while they are stored. */
const MOST_SETS = 6

/** Of one day each, which is rebuilt with every part. */
function inParts(sets: CostSet[], timeZone: string): CostSet[][] {
  return [...Map.groupBy(sets, (set) => dayOf(set.start, timeZone)).values()].flatMap((ofDay) =>
    Array.from({ length: Math.ceil(ofDay.length / MOST_SETS) }, (_, part) =>
      ofDay.slice(part * MOST_SETS, (part + 1) * MOST_SETS),
    ),
  )
}
