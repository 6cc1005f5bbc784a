import { daysIn, monthOf, type DayRange } from '../src/domain/cost/day.ts'
import { totalOf } from '../src/domain/cost/money.ts'
import type { CostReport, PeriodWord } from '../src/domain/cost/report.ts'
import type { Store } from '../src/domain/store.ts'
import { row, type BenchRow } from './bench-row.ts'
import { CATALOGUE, DAYS } from './cost-company.ts'
import type { Ledger } from './cost-fill.ts'
import { createAsk } from './cost-reports.ts'

/** What sources told against what is told, at every level, in micro-units. */
export async function conservationRows(store: Store, ledger: Ledger): Promise<BenchRow[]> {
  const ask = createAsk(store)
  const reports = new Map<string, CostReport>()
  for (const month of new Set(daysIn(DAYS).map(monthOf)))
    reports.set(month, await ask({ kind: 'company' }, month as PeriodWord))
  let [company, shares] = [0n, 0n]
  for (const report of reports.values()) {
    company += size(sumOf(report) - toldIn(ledger, report.period.days))
    for (const breakdown of report.currencies.flatMap(({ breakdowns }) => breakdowns))
      shares += size(add(breakdown.shares.map(({ micros }) => micros)) - sumOf(report))
  }
  const last = [...reports.values()].at(-1)?.period ?? { word: 'month' as const, days: DAYS }
  const teams = size((await ofTeams(store, last)) - toldIn(ledger, last.days))
  const days = await differingDays(store, ledger)
  return [
    none(`the company in each of ${reports.size} months: differs from its sources by`, company),
    none('its shares by team, project, service and kind: differ from it by', shares),
    none('teams one by one, shared, idle and unowned: differ from the sources by', teams),
    none('days one by one: differ from the sources by', days),
  ]
}

/** Reports of all teams, and what stands beside them. */
async function ofTeams(
  store: Store,
  { word, days }: Pick<CostReport['period'], 'word' | 'days'>,
): Promise<bigint> {
  const ask = createAsk(store)
  let sum = 0n
  for (const { id } of CATALOGUE.teams) sum += sumOf(await ask({ kind: 'team', teamId: id }, word))
  const totals = await store.read((reads) => reads.costs.totals({ unit: 'day', ...days }))
  const aside = totals.filter(({ bucket }) => bucket !== 'team')
  return sum + add(aside.map(({ micros }) => totalOf(micros)))
}

async function differingDays(store: Store, { days }: Ledger): Promise<bigint> {
  const points = await store.read((reads) => reads.costs.points({ unit: 'day', ...DAYS }))
  const told = Map.groupBy(points, ({ at }) => String(at))
  return daysIn(DAYS).reduce((sum, day) => {
    const micros = (told.get(day) ?? []).map((point) => point.micros)
    return sum + size(add(micros) - (days.get(day) ?? 0n))
  }, 0n)
}

function toldIn(ledger: Ledger, days: DayRange): bigint {
  return daysIn(days).reduce((sum, day) => sum + (ledger.days.get(day) ?? 0n), 0n)
}

function sumOf({ currencies }: CostReport): bigint {
  return add(currencies.map(({ micros }) => micros))
}

function add(micros: number[]): bigint {
  return micros.reduce((sum, one) => sum + BigInt(one), 0n)
}

function size(difference: bigint): bigint {
  return difference < 0n ? -difference : difference
}

function none(figure: string, difference: bigint): BenchRow {
  return row(figure, Number(difference), 'micro-units', { target: '0', ok: difference === 0n })
}
