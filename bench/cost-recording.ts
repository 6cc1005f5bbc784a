import { addDays, timesOf } from '../src/domain/cost/day.ts'
import { HOUR_MS } from '../src/domain/cost/hours-kept.ts'
import type { CostSet } from '../src/domain/cost/source.ts'
import type { Store } from '../src/domain/store.ts'
import { createNewId } from '../src/lib/id.ts'
import { createRecordCosts } from '../src/operations/record-costs.ts'
import { row, quantile, type BenchRow } from './bench-row.ts'
import { CATALOGUE, DAYS, DIGEST_AT, POLICY, SOURCES, ZONE } from './cost-company.ts'
import { measure } from './cost-measure.ts'
import { rowsOf } from './cost-rows.ts'

const TIMES = 20
const HOURS = 24

/** What a cluster tells of an hour, and of a day at once as after an outage: stored, and the day made of it. */
export async function recordingRows(store: Store): Promise<BenchRow[]> {
  const record = createRecorder(store)
  const end = timesOf({ from: addDays(DAYS.to, -1), to: DAYS.to }, ZONE).to
  const hours = []
  for (let index = 0; index < TIMES; index++)
    hours.push(await measure(() => record([setOf(end - HOUR_MS, index)])))
  const sets = Array.from({ length: HOURS }, (_, index) =>
    setOf(end - (HOURS - index) * HOUR_MS, 100 + index),
  )
  const day = await measure(() => record(sets))
  const what = 'recording an hour of a cluster and the day of it'
  return [
    row(
      `${what}: p50`,
      quantile(
        hours.map(({ ms }) => ms),
        0.5,
      ),
      'ms',
    ),
    row(`${what}: longest event loop delay`, Math.max(...hours.map(({ blockedMs }) => blockedMs)), 'ms'),
    row(`recording ${HOURS} hours at once: event loop delay`, day.blockedMs, 'ms'),
  ]
}

/** The last hours once more, all of their figures being others. */
function setOf(start: number, seed: number): CostSet {
  const [source] = SOURCES
  if (!source) throw new Error('there is no source')
  const rows = rowsOf(source, { hours: 1, seed: 1_000_000 + seed, level: 1.4 })
  return { start, end: start + HOUR_MS, coveredMs: HOUR_MS, isEstimated: false, rows }
}

function createRecorder(store: Store): (sets: CostSet[]) => Promise<void> {
  const now = () => DIGEST_AT
  const deps = { store, now, newId: createNewId(now), catalogue: CATALOGUE }
  const recordCosts = createRecordCosts({ ...deps, costPolicy: POLICY, costSources: SOURCES })
  return async (sets) => {
    const sourceId = SOURCES[0]?.id
    const input = { sourceId, sets, readAt: now() }
    const recorded = await recordCosts({ actor: { kind: 'system', job: 'collect-costs' }, input })
    if (!recorded.ok) throw new Error(`recording: ${recorded.refusal.reason}`)
  }
}
