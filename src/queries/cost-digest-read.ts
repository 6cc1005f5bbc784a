import { digestScopes, type DigestScope } from '../domain/digest-scope.ts'
import { dayToldFact } from '../domain/cost/digest-facts.ts'
import { comparableSources } from '../domain/cost/comparable.ts'
import { hourFigures, scopeFilter } from '../domain/cost/digest-figures.ts'
import type { Compared, CostDigestSnapshot, HourFigures } from '../domain/cost/digest.ts'
import { addDays, dayOf, type TimeRange } from '../domain/cost/day.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import { hasMoved } from '../domain/cost/movers.ts'
import { sourceStandings, withoutUsualLag } from '../domain/cost/source-standing.ts'
import type { CostImport } from '../domain/cost/source.ts'
import { createTeamNames } from '../domain/cost/team-names.ts'
import { digestWindows } from '../domain/cost/windows.ts'
import type { Reads } from '../domain/store.ts'
import { loadStandings } from './all-standings.ts'
import { budgetsOf } from './cost-digest-budgets.ts'
import type { CostReadDeps } from './cost-read-deps.ts'
import { readBefore } from './cost-digest-before.ts'
import { knownHours } from './cost-known-hours.ts'
import { recentDeploys } from './cost-recent-deploys.ts'
import { readUsualTotals, sourcesOf } from './cost-scope-sources.ts'
import { othersTurn } from './others-turn.ts'

const DAY_MS = 24 * HOUR_MS

interface Due {
  hour: number
  now: number
  changed: CostDigestSnapshot['changed']
}

/** The digests of every channel that has something to read, from one consistent moment. */
export async function readCostDigests(
  reads: Reads,
  deps: CostReadDeps,
  { hour, now, changed }: Due,
): Promise<CostDigestSnapshot[]> {
  const { catalogue, costPolicy: policy } = deps
  const company = await readCompany(reads, deps, hour)
  const budgets = await loadStandings(reads, deps, { budgets: await reads.budgets.all(), now })
  const snapshots: CostDigestSnapshot[] = []
  for (const scope of digestScopes(catalogue)) {
    await othersTurn()
    const { figures, sourceIds } = cutTo(company, scope)
    const news = changed.filter(({ sourceId }) => scope.kind === 'company' || sourceIds.has(sourceId))
    const { threshold } = policy.digest
    const hasDayMoved = figures.some(({ day }) => hasMoved(alike(day), threshold))
    // A morning that cost more is news once, not with each hour of the day.
    const isDayNews = hasDayMoved && (await reads.facts.get(dayToldFact(scope))) !== company.today
    const hasHourMoved = figures.some((one) => hasMoved(alike(one.hour), threshold))
    if (news.length === 0 && !hasHourMoved && !isDayNews) continue
    snapshots.push({
      scope,
      timeZone: policy.timeZone,
      at: hour,
      figures,
      budgets: budgetsOf(scope, budgets, catalogue),
      sources: company.sources.filter(
        ({ id, notes }) => scope.kind === 'company' || sourceIds.has(id) || notes.length > 0,
      ),
      changed: news,
      hasDayMoved,
    })
  }
  return snapshots
}

/** Figures are never scaled, but where clocks were changed, a longer time alone is nothing to tell. */
function alike({ micros, beforeMicros, hours: { of, beforeOf } }: Compared) {
  const isLonger = beforeMicros !== null && beforeOf > 0 && beforeOf !== of
  return { micros, beforeMicros: isLonger ? Math.round((beforeMicros * of) / beforeOf) : beforeMicros }
}

type Company = Awaited<ReturnType<typeof readCompany>>

/** Everything once, for all channels. */
async function readCompany(reads: Reads, deps: CostReadDeps, at: number) {
  const { catalogue, costPolicy: policy, costSources } = deps
  const windows = digestWindows(at, policy.timeZone)
  const of = (range: TimeRange) => ({ unit: 'hour' as const, ...range })
  const imports = [
    ...(await reads.costs.imports(of(windows.dayBefore))),
    ...(await reads.costs.imports(of(windows.hourBefore))),
    ...(await reads.costs.imports(of(windows.day))),
    ...(await reads.costs.imports(of(windows.hour))),
  ]
  const hourWindow = { now: windows.hour, before: windows.hourBefore }
  const dayWindow = { now: windows.day, before: windows.dayBefore }
  const hourBefore = await readBefore(reads, imports, hourWindow)
  const today = dayOf(at - 1, policy.timeZone)
  const lastDays = { from: addDays(today, -7), to: today }
  return {
    at,
    today,
    policy,
    windows,
    imports,
    hourly: costSources.flatMap(({ id, unit }) => (unit === 'hour' ? [id] : [])),
    usual: await readUsualTotals(reads, today),
    names: createTeamNames(catalogue),
    hour: await reads.costs.totals(of(windows.hour)),
    hourBefore: hourBefore.totals,
    day: await reads.costs.totals(of(windows.day)),
    dayBefore: (await readBefore(reads, imports, dayWindow)).totals,
    hourLines: await reads.costs.lines(of(windows.hour)),
    hourBeforeLines: hourBefore.lines,
    comparable: { hour: comparableIn(imports, hourWindow), day: comparableIn(imports, dayWindow) },
    deploys: await recentDeploys(reads, { since: at - DAY_MS, until: at }),
    sources: withoutUsualLag(
      sourceStandings({
        infos: [...costSources],
        states: await reads.costs.sourceStates(),
        imports: [
          ...(await reads.costs.imports(of(windows.hour))),
          ...(await reads.costs.imports({ unit: 'day', ...lastDays })),
        ],
        window: {
          hours: windows.hour,
          days: lastDays,
          zone: policy.timeZone,
        },
      }),
      at,
    ),
  }
}

function comparableIn(imports: readonly CostImport[], window: { now: TimeRange; before: TimeRange }) {
  const within = ({ from, to }: TimeRange) =>
    imports.filter(({ period }) => period.unit === 'hour' && period.at >= from && period.at < to)
  return comparableSources(
    { now: within(window.now), before: within(window.before) },
    { unit: 'hour', ...window },
  )
}

/** What a channel reads of it, and the sources that tell of its projects. */
function cutTo(company: Company, scope: DigestScope): { figures: HourFigures[]; sourceIds: Set<string> } {
  const isMine = scopeFilter(scope)
  const mine = <Row extends Parameters<typeof isMine>[0]>(rows: Row[]) => rows.filter(isMine)
  const [hour, hourBefore] = [mine(company.hour), mine(company.hourBefore)]
  const [day, dayBefore] = [mine(company.day), mine(company.dayBefore)]
  const isHourKnown = hour.every(({ sourceId }) => company.comparable.hour.has(sourceId))
  const isDayKnown = day.every(({ sourceId }) => company.comparable.day.has(sourceId))
  const sourceIds = sourcesOf(company.usual, scope)
  const figures = hourFigures({
    currencyFirst: company.policy.currency,
    hour,
    hourBefore: isHourKnown ? hourBefore : null,
    day,
    dayBefore: isDayKnown ? dayBefore : null,
    hourLines: mine(company.hourLines),
    hourBeforeLines: isHourKnown ? mine(company.hourBeforeLines) : null,
    hours: hoursOf(company, sourceIds),
    threshold: company.policy.digest.threshold,
    recentDeploys: company.deploys,
    names: company.names,
    by: scope.kind === 'company' ? 'team' : 'project',
    at: company.at,
  })
  return { figures, sourceIds }
}

/** How many hours are known of the sources that tell of what a channel reads. */
function hoursOf({ windows, imports, hourly }: Company, usual: ReadonlySet<string>) {
  const sourceIds = hourly.filter((id) => usual.has(id))
  const known = (range: TimeRange) => knownHours(imports, { sourceIds, range })
  return {
    hour: { ...known(windows.hour), before: known(windows.hourBefore) },
    day: { ...known(windows.day), before: known(windows.dayBefore) },
  }
}
