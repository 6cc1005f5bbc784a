import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import { isSharedProject } from '../domain/cost/allocate.ts'
import { budgetId, type BudgetStanding } from '../domain/cost/budget.ts'
import { dayOf } from '../domain/cost/day.ts'
import { currencyReports } from '../domain/cost/report-build.ts'
import type { CostReport, PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import { createTeamNames } from '../domain/cost/team-names.ts'
import { mayAsk } from '../domain/members.ts'
import type { Reads } from '../domain/store.ts'
import { loadStanding } from './budget-standings.ts'
import { dailyOf } from './cost-report-daily.ts'
import type { CostReadDeps } from './cost-read-deps.ts'
import { createCompanyReports, type CompanyReports } from './cost-report-company.ts'
import { filterOf } from './cost-report-filter.ts'
import { honest, readFigures } from './cost-report-figures.ts'
import { reportWindow } from './cost-report-window.ts'
import { standingsOf } from './cost-report-sources.ts'

export interface CostReportDeps extends CostReadDeps {
  now(): number
}

export type CostReportQuery = (call: {
  actor: Actor
  input: { scope: CostScope; word: PeriodWord }
}) => Promise<Outcome<CostReport>>

/** What a project, a team or the company cost in a period, and in the one before. */
export function createCostReport(given: CostReportDeps): CostReportQuery {
  const deps = { ...given, companyReports: createCompanyReports() }
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    return deps.store.read((reads) => report(reads, deps, input))
  }
}

type Deps = CostReportDeps & { companyReports: CompanyReports }

async function report(
  reads: Reads,
  deps: Deps,
  { scope, word }: { scope: CostScope; word: PeriodWord },
): Promise<Outcome<CostReport>> {
  const { catalogue, costPolicy: policy, costSources } = deps
  const states = await reads.costs.sourceStates()
  if (costSources.length === 0 && states.length === 0) return refused('cost-not-configured')
  const window = reportWindow(word, { now: deps.now(), timeZone: policy.timeZone })
  if (window.period.days.from > dayOf(deps.now(), policy.timeZone))
    return refused('cost-period-ahead', { period: word })
  const names = createTeamNames(catalogue)
  const make = async () => {
    const figures = honest(await readFigures(reads, { scope, window, sources: costSources }))
    return currencyReports({ scope, ...figures, first: policy.currency, names })
  }
  const { name, isDissolved } = nameOf(scope, names)
  return allowed({
    scope,
    name,
    isDissolved,
    owner: ownerNow(catalogue, scope),
    shared: sharedOf(deps, scope),
    period: window.period,
    timeZone: policy.timeZone,
    currencies: scope.kind === 'company' ? await deps.companyReports(reads, window, make) : await make(),
    daily: await dailyOf(reads, { window, filter: filterOf(scope), currency: policy.currency }),
    sources: await standingsOf(reads, { scope, window, infos: costSources, states, now: deps.now() }),
    budget: await budgetOf(reads, deps, scope),
  })
}

function ownerNow(catalogue: Catalogue, scope: CostScope): { teamId: string; name: string } | null {
  const team = scope.kind === 'project' ? ownerTeam(catalogue, scope.project) : null
  return team && { teamId: team.id, name: team.name }
}

/** Each once: a namespace may be entered for several clusters. */
function sharedOf({ catalogue, costPolicy }: CostReportDeps, scope: CostScope): string[] {
  const isShared = (namespace: string) => isSharedProject(namespace, costPolicy.sharedProjects)
  if (scope.kind === 'project') return [scope.project].filter(isShared)
  const own = catalogue.projects.filter(({ teamId }) => scope.kind === 'company' || teamId === scope.teamId)
  return [...new Set(own.map(({ namespace }) => namespace))].filter(isShared)
}

function nameOf(
  scope: CostScope,
  { teamName }: ReturnType<typeof createTeamNames>,
): { name: string; isDissolved: boolean } {
  if (scope.kind === 'team') return teamName(scope.teamId)
  return { name: scope.kind === 'project' ? scope.project : 'the whole company', isDissolved: false }
}

async function budgetOf(
  reads: Reads,
  deps: CostReportDeps,
  scope: CostScope,
): Promise<BudgetStanding | null> {
  if (scope.kind === 'company') return null
  const budget = await reads.budgets.get(budgetId(scope))
  return budget && loadStanding(reads, deps, budget, deps.now())
}
