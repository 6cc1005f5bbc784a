import type { DigestScope } from '../digest-scope.ts'
import type { Compared, HourFigures } from './digest.ts'
import { byCurrency, inCurrency } from './currencies.ts'
import type { Bucket, CostLine, CostTotal } from './line.ts'
import { sumOf } from './money.ts'
import type { RecentDeploy } from './move-reasons.ts'
import { moversOf } from './movers.ts'
import type { MoveThreshold } from './policy.ts'
import { sharesBy } from './shares.ts'
import type { TeamNames } from './team-names.ts'

/** How many hours of a window are in the figures, and how many it has. */
interface Hours {
  known: number
  of: number
}

export interface HoursKnown extends Hours {
  before: Hours
}

/** Sums of the windows of a digest, cut to its scope; before null: nothing is known of that time. */
export interface DigestFacts {
  currencyFirst: string
  hour: readonly CostTotal[]
  hourBefore: readonly CostTotal[] | null
  day: readonly CostTotal[]
  dayBefore: readonly CostTotal[] | null
  hourLines: readonly CostLine[]
  hourBeforeLines: readonly CostLine[] | null
  hours: { hour: HoursKnown; day: HoursKnown }
  threshold: MoveThreshold
  recentDeploys: readonly RecentDeploy[]
  names: TeamNames
  by: 'team' | 'project'
  /** The end of the hour: older deploys than those of the 24 hours before it explain nothing. */
  at?: number
  /** As many shares are listed. */
  most?: number
}

const MOST_SHARES = 8

/** Each currency on its own, the first one first, the others by the size of the day so far. */
export function hourFigures(facts: DigestFacts): HourFigures[] {
  const { hour, hourBefore, day, dayBefore } = facts
  const seen = [...hour, ...(hourBefore ?? []), ...day, ...(dayBefore ?? [])]
  const size = (figures: HourFigures) => figures.day.micros
  return byCurrency({ first: facts.currencyFirst, seen, size }, (currency) => figuresIn(currency, facts))
}

/**
 * Whether a sum belongs into the digest. Teams read about their own, the fallback channel about what nobody owns; what
 * is shared and idle is the company's alone.
 */
export function scopeFilter(
  scope: DigestScope,
): (total: { bucket: Bucket; teamId: string | null }) => boolean {
  if (scope.kind === 'company') return () => true
  const teams = new Set(scope.teamIds)
  return ({ bucket, teamId }) =>
    bucket === 'team' ? teamId !== null && teams.has(teamId) : bucket === 'unowned' && scope.unowned
}

function figuresIn(currency: string, facts: DigestFacts): HourFigures {
  const { hours, names, by, most = MOST_SHARES } = facts
  const hour = inCurrency(facts.hour, currency)
  const hourBefore = earlier(facts.hourBefore, hours.hour, currency)
  const dayBefore = earlier(facts.dayBefore, hours.day, currency)
  const { movers, total } = movement(currency, facts, hourBefore !== null)
  return {
    currency,
    hour: compared(hour, hourBefore, hours.hour),
    day: compared(inCurrency(facts.day, currency), dayBefore, hours.day),
    movers,
    moversTotal: total,
    shares: sharesBy(by, hour, hourBefore, { names, most }),
  }
}

function movement(currency: string, facts: DigestFacts, isKnown: boolean) {
  const { hourLines, hourBeforeLines, hours, threshold, recentDeploys, at } = facts
  if (!isKnown || hourBeforeLines === null) return { movers: [], total: 0 }
  return moversOf(hourLines, hourBeforeLines, {
    threshold,
    currency,
    recentDeploys,
    hours: { now: hours.hour.of, before: hours.hour.before.of },
    ...(at === undefined ? {} : { at }),
  })
}

function compared(
  now: readonly CostTotal[],
  before: readonly CostTotal[] | null,
  { known, of, before: then }: HoursKnown,
): Compared {
  return {
    micros: sumOf(now),
    beforeMicros: before && sumOf(before),
    hours: { known, of, beforeKnown: then.known, beforeOf: then.of },
  }
}

/** No sums of hours that nobody told are unknown, not 0. */
function earlier(
  before: readonly CostTotal[] | null,
  hours: HoursKnown,
  currency: string,
): CostTotal[] | null {
  const isKnown = before !== null && (before.length > 0 || hours.before.known > 0)
  return isKnown ? inCurrency(before, currency) : null
}
