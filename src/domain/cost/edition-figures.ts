import { byCurrency, inCurrency } from './currencies.ts'
import type { CostEditionSnapshot } from './digest.ts'
import type { CostLine, CostTotal } from './line.ts'
import { sumOf } from './money.ts'
import type { RecentDeploy } from './move-reasons.ts'
import { moversOf } from './movers.ts'
import type { MoveThreshold } from './policy.ts'
import { sharesBy } from './shares.ts'
import type { TeamNames } from './team-names.ts'

/** Sums of the day or week, cut to the edition's scope; before null: nothing is known of that time. */
export interface EditionFacts {
  currencyFirst: string
  now: readonly CostTotal[]
  before: readonly CostTotal[] | null
  lines: readonly CostLine[]
  beforeLines: readonly CostLine[] | null
  /** How long each of both is. */
  hours: { now: number; before: number }
  threshold: MoveThreshold
  recentDeploys: readonly RecentDeploy[]
  names: TeamNames
  by: 'team' | 'project'
}

const MOST_SHARES = 8

type Figures = CostEditionSnapshot['currencies'][number]

/** Each currency on its own, the first one first, then by size. */
export function editionCurrencies(facts: EditionFacts): Figures[] {
  const seen = [...facts.now, ...(facts.before ?? [])]
  const size = ({ micros }: Figures) => micros
  return byCurrency({ first: facts.currencyFirst, seen, size }, (currency) => figuresIn(currency, facts))
}

function figuresIn(currency: string, facts: EditionFacts): Figures {
  const { names, by, threshold, recentDeploys, hours, lines, beforeLines } = facts
  const now = inCurrency(facts.now, currency)
  const before = facts.before && inCurrency(facts.before, currency)
  const { movers, total } = beforeLines
    ? moversOf(lines, beforeLines, { threshold, currency, recentDeploys, hours })
    : { movers: [], total: 0 }
  return {
    currency,
    micros: sumOf(now),
    beforeMicros: before && sumOf(before),
    shares: sharesBy(by, now, before, { names, most: MOST_SHARES }),
    movers,
    moversTotal: total,
  }
}
