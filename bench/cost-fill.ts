import { allocate } from '../src/domain/cost/allocate.ts'
import { daysIn, timesOf, addDays, type Day } from '../src/domain/cost/day.ts'
import { HOUR_MS } from '../src/domain/cost/hours-kept.ts'
import { createOwnership, type Ownership } from '../src/domain/cost/ownership.ts'
import type { CostImport, CostSourceInfo } from '../src/domain/cost/source.ts'
import { hoursIn } from '../src/domain/cost/windows.ts'
import type { Records, Store } from '../src/domain/store.ts'
import { CURRENCY, DAYS, MOVED_AT, OWNERSHIP, POLICY, SOURCES, TEAMS, teamId, ZONE } from './cost-company.ts'
import { rowsOf, sumOfRows, type Told } from './cost-rows.ts'

/** What the sources told. */
export interface Ledger {
  rows: number
  /** Micro-units by day. */
  days: Map<Day, bigint>
}

/** In a week everything costs so much more, so that everybody has something to read. */
const GROWN = 1.5
const DAY_MS = 24 * HOUR_MS
/** Of whom a project is, found once for each time that it changed: there are millions of rows. */
const ownership = remembered(createOwnership(OWNERSHIP))

/** 13 months, day by day, as the bot stores them. The bill of the last day is not there yet. */
export async function fillDays(store: Store): Promise<Ledger> {
  const ledger: Ledger = { rows: 0, days: new Map() }
  await store.transaction((tx) => tx.costs.addOwnership(OWNERSHIP))
  const days = daysIn(DAYS)
  for (const [seed, day] of days.entries()) {
    const sources = SOURCES.filter(({ unit }) => unit === 'hour' || day !== days.at(-1))
    await store.transaction(async (tx) => {
      for (const [index, source] of sources.entries()) {
        const told = { hours: 24, seed: seed * 100 + index, level: 1 + seed / 1_000 }
        const zone = source.unit === 'hour' ? ZONE : 'UTC'
        const { from } = timesOf({ from: day, to: addDays(day, 1) }, zone)
        const period = { unit: 'day' as const, day }
        const rows = await put(tx, { source, period, start: from, lengthMs: DAY_MS, told })
        ledger.rows += rows.length
        ledger.days.set(day, (ledger.days.get(day) ?? 0n) + sumOfRows(rows))
      }
    })
  }
  return ledger
}

/** The hours of the last day and of the same one a week before. Returns how many rows. */
export async function fillHours(store: Store): Promise<number> {
  const last = addDays(DAYS.to, -1)
  let rows = 0
  for (const [level, day] of [
    [1, addDays(last, -7)],
    [GROWN, last],
  ] as const)
    for (const at of hoursIn(timesOf({ from: day, to: addDays(day, 1) }, ZONE)))
      rows += await store.transaction((tx) => putHour(tx, at, level))
  return rows
}

async function putHour(tx: Records, at: number, level: number): Promise<number> {
  let rows = 0
  for (const [index, source] of SOURCES.entries()) {
    if (source.unit !== 'hour') continue
    const told = { hours: 1, seed: (at / HOUR_MS) * 100 + index, level }
    const period = { unit: 'hour' as const, at }
    rows += (await put(tx, { source, period, start: at, lengthMs: HOUR_MS, told })).length
  }
  return rows
}

async function put(
  tx: Records,
  {
    source,
    period,
    start,
    lengthMs,
    told,
  }: {
    source: CostSourceInfo
    period: CostImport['period']
    start: number
    lengthMs: number
    told: Told
  },
) {
  const rows = rowsOf(source, told)
  const { sharedProjects, sharedServices } = POLICY
  const place = { cluster: source.cluster, at: start }
  await tx.costs.replace(
    {
      sourceId: source.id,
      period,
      state: 'complete',
      coveredMs: lengthMs,
      lengthMs,
      isEstimated: false,
      readAt: start + lengthMs,
    },
    allocate(rows, place, { ownership, sharedProjects, sharedServices }),
  )
  return rows
}

function remembered({ ownerAt }: Ownership): Ownership {
  const known = new Map<string, string | null>()
  return {
    ownerAt(place, at) {
      const key = `${place.namespace} ${String(at < MOVED_AT)}`
      const owner = known.get(key)
      if (owner !== undefined) return owner
      const found = ownerAt(place, at)
      known.set(key, found)
      return found
    },
  }
}

/** One of each team, of a size that is reached. */
export async function fillBudgets(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (let index = 0; index < TEAMS; index++) {
      const scope = { kind: 'team' as const, teamId: teamId(index) }
      await tx.budgets.save({
        id: `team:${scope.teamId}`,
        scope,
        name: `Team ${String(index)}`,
        currency: CURRENCY,
        monthlyMicros: 20_000_000_000,
        setBy: 'U0BOB',
        setAt: 0,
        version: 0,
      })
    }
  })
}
