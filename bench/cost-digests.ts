import { LAST_COST_HOUR } from '../src/domain/cost/digest-facts.ts'
import { HOUR_MS } from '../src/domain/cost/hours-kept.ts'
import type { Store } from '../src/domain/store.ts'
import { createCostDigestDue } from '../src/queries/cost-digest-due.ts'
import { createBudgetStandings } from '../src/queries/all-standings.ts'
import { row, type BenchRow } from './bench-row.ts'
import { CATALOGUE, DIGEST_AT, POLICY, SOURCES, TEAMS } from './cost-company.ts'
import { measure } from './cost-measure.ts'

const WITHIN_MS = 5_000
const TIMES = 3

/** An hour in which everything moved, at the end of a day, with a budget of each team. */
export async function digestRows(store: Store): Promise<BenchRow[]> {
  const deps = { store, catalogue: CATALOGUE, costPolicy: POLICY, costSources: SOURCES }
  const digestDue = createCostDigestDue(deps)
  const last = new Date(DIGEST_AT - 2 * HOUR_MS).toISOString()
  await store.transaction((tx) => tx.facts.set(LAST_COST_HOUR, last))
  const runs = []
  for (let index = 0; index < TIMES; index++) runs.push(await measure(() => digestDue(DIGEST_AT)))
  const ms = Math.max(...runs.map((run) => run.ms))
  const snapshots = runs[0]?.value.snapshots ?? []
  const ofTeams = snapshots.filter(({ scope }) => scope.kind === 'teams')
  const standings = await measure(createBudgetStandings({ ...deps, now: () => DIGEST_AT }))
  return [
    row('hourly digests that are made: teams', ofTeams.length, `of ${snapshots.length}`, {
      target: `${TEAMS}`,
      ok: ofTeams.length === TEAMS,
    }),
    row(`hourly digests: slowest of ${TIMES}`, ms, 'ms', { target: `< ${WITHIN_MS}`, ok: ms < WITHIN_MS }),
    row('hourly digests: longest event loop delay', Math.max(...runs.map((run) => run.blockedMs)), 'ms'),
    row(`how ${standings.value.length} budgets stand`, standings.ms, 'ms'),
  ]
}
