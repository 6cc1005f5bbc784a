import { byCurrency, inCurrency } from './currencies.ts'
import type { CostLine, CostTotal } from './line.ts'
import { sumOf } from './money.ts'
import type { Breakdown, CurrencyReport } from './report.ts'
import type { CostScope } from './scope.ts'
import { sharesBy } from './shares.ts'
import type { TeamNames } from './team-names.ts'

export interface ReportFacts {
  scope: CostScope
  /** Of the scope, of any currencies. */
  now: readonly CostTotal[]
  /** null: nothing is known of the time before. */
  before: readonly CostTotal[] | null
  /** The same figures by service. */
  lines: readonly CostLine[]
  beforeLines: readonly CostLine[] | null
  /** Currency that is told first, and also when there is nothing in it. */
  first: string
  names: TeamNames
  /** As many shares of a breakdown are listed. */
  most?: number
}

const MOST = 10

/** Each currency on its own, the first one first, then by size. Every breakdown adds up to the total. */
export function currencyReports(facts: ReportFacts): CurrencyReport[] {
  const seen = [...facts.now, ...(facts.before ?? [])]
  const size = ({ micros }: CurrencyReport) => micros
  return byCurrency({ first: facts.first, seen, size }, (currency) => report(currency, facts))
}

function report(currency: string, facts: ReportFacts): CurrencyReport {
  const now = inCurrency(facts.now, currency)
  const before = facts.before && inCurrency(facts.before, currency)
  const lines = inCurrency(facts.lines, currency)
  const beforeLines = facts.beforeLines && inCurrency(facts.beforeLines, currency)
  const { names, most = MOST, scope } = facts
  const options = { names, most, withProject: scope.kind !== 'project' }
  return {
    currency,
    micros: sumOf(now),
    beforeMicros: before && sumOf(before),
    breakdowns: breakdownsOf(scope, now).map((by) => ({
      by,
      shares:
        by === 'service' ? sharesBy(by, lines, beforeLines, options) : sharesBy(by, now, before, options),
    })),
  }
}

/** A project is told by team when it had several owners in the time. */
function breakdownsOf({ kind }: CostScope, now: readonly CostTotal[]): Breakdown['by'][] {
  if (kind === 'company') return ['team', 'project', 'service', 'kind']
  if (kind === 'team') return ['project', 'service', 'kind']
  const owners = new Set(now.map(({ bucket, teamId }) => `${bucket}\0${teamId ?? ''}`))
  return owners.size > 1 ? ['team', 'service', 'kind'] : ['service', 'kind']
}
