import { digestScopes, type DigestScope } from '../domain/digest-scope.ts'
import { scopeFilter } from '../domain/cost/digest-figures.ts'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import { addDays, type DayRange } from '../domain/cost/day.ts'
import { editionCurrencies } from '../domain/cost/edition-figures.ts'
import type { EditionDue } from '../domain/cost/edition-times.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import { sourceStandings } from '../domain/cost/source-standing.ts'
import { createTeamNames } from '../domain/cost/team-names.ts'
import { timesOf } from '../domain/cost/day.ts'
import type { Reads } from '../domain/store.ts'
import { loadStandings } from './all-standings.ts'
import { budgetsOf } from './cost-digest-budgets.ts'
import { editionChart } from './cost-editions-chart.ts'
import type { CostReadDeps } from './cost-read-deps.ts'
import { recentDeploys } from './cost-recent-deploys.ts'
import { readUsualTotals, sourcesOf } from './cost-scope-sources.ts'
import { honest, readFigures } from './cost-report-figures.ts'
import { othersTurn } from './others-turn.ts'

interface Asked extends Pick<EditionDue, 'edition' | 'day'> {
  shown: CostEditionSnapshot['shown']
  now: number
}

/** One edition for each channel of a team and for the company's. */
export async function readCostEdition(
  reads: Reads,
  deps: CostReadDeps,
  asked: Asked,
): Promise<CostEditionSnapshot[]> {
  const company = await readCompany(reads, deps, asked)
  const { edition, day, shown, now } = asked
  const { timeZone, currency } = deps.costPolicy
  const clusterSourceIds = deps.costSources.flatMap(({ id, unit }) => (unit === 'hour' ? [id] : []))
  const budgets = await loadStandings(reads, deps, { budgets: await reads.budgets.all(), now })
  const snapshots: CostEditionSnapshot[] = []
  for (const scope of digestScopes(deps.catalogue)) {
    if (scope.kind === 'unowned') continue
    await othersTurn()
    const { currencies, sourceIds } = cutTo(company, scope)
    if (scope.kind !== 'company' && sourceIds.size === 0) continue
    snapshots.push({
      edition,
      scope,
      timeZone,
      day,
      currencies,
      chart: await editionChart(reads, { edition, day, scope, currency, clusterSourceIds }),
      budgets: budgetsOf(scope, budgets, deps.catalogue),
      sources: company.sources.filter(
        ({ id, notes }) => scope.kind === 'company' || sourceIds.has(id) || notes.length > 0,
      ),
      shown,
    })
  }
  return snapshots
}

/** The days that an edition tells of, and those a week before. */
function rangesOf({ edition, day }: Asked): { days: DayRange; before: DayRange } {
  const length = edition === 'daily' ? 1 : 7
  const days = { from: day, to: addDays(day, length) }
  return { days, before: { from: addDays(days.from, -7), to: addDays(days.to, -7) } }
}

type Company = Awaited<ReturnType<typeof readCompany>>

async function readCompany(reads: Reads, deps: CostReadDeps, asked: Asked) {
  const { catalogue, costPolicy: policy, costSources } = deps
  const { days, before } = rangesOf(asked)
  // Running: bills of AWS for the newest days may not be there yet.
  const period = { word: 'week' as const, days, before, isRunning: true }
  const window = { period, timeZone: policy.timeZone, hours: null }
  const { from, to } = timesOf(days, policy.timeZone)
  const earlier = timesOf(before, policy.timeZone)
  return {
    policy,
    names: createTeamNames(catalogue),
    figures: await readFigures(reads, { scope: { kind: 'company' }, window, sources: costSources }),
    hours: { now: (to - from) / HOUR_MS, before: (earlier.to - earlier.from) / HOUR_MS },
    deploys: await recentDeploys(reads, { since: from, until: to }),
    usual: await readUsualTotals(reads, addDays(days.to, -1)),
    // Said with each edition: what bills lack of it is in no figure.
    sources: sourceStandings({
      infos: [...costSources],
      states: await reads.costs.sourceStates(),
      imports: await reads.costs.imports({ unit: 'day', ...days }),
      window: { days, zone: policy.timeZone },
    }),
  }
}

function cutTo(
  { policy, names, figures: company, deploys, hours, usual }: Company,
  scope: DigestScope,
): { currencies: CostEditionSnapshot['currencies']; sourceIds: Set<string> } {
  const isMine = scopeFilter({ ...scope, unowned: scope.kind === 'company' })
  const mine = <Row extends Parameters<typeof isMine>[0]>(rows: Row[]) => rows.filter(isMine)
  const { now, before, lines, beforeLines } = honest({
    now: mine(company.now),
    before: company.before && mine(company.before),
    lines: mine(company.lines),
    beforeLines: company.beforeLines && mine(company.beforeLines),
    compared: company.compared,
  })
  return {
    currencies: editionCurrencies({
      currencyFirst: policy.currency,
      now,
      before,
      lines,
      beforeLines,
      hours,
      threshold: policy.digest.threshold,
      recentDeploys: deploys,
      names,
      by: scope.kind === 'company' ? 'team' : 'project',
    }),
    sourceIds: sourcesOf(usual, scope),
  }
}
