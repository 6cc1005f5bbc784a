import type { Compared } from '../domain/cost/digest.ts'
import { money } from './cost-money.ts'
import { nothingToCompare, trendWords } from './cost-trend.ts'
import { plural } from './text.ts'

/**
 * "*$12.34* · ▲ 23 % more than the same hour a week before ($10.03)"; what is unknown is never told as 0. `isSaid`: that
 * there is nothing to compare with stands above.
 */
export function comparedWords(
  compared: Compared,
  currency: string,
  { than, isSaid }: { than: string; isSaid: boolean },
): string {
  if (isUnknown(compared)) return '*unknown*: no figures are there yet, which does not mean 0'
  const { micros, hours } = compared
  const isCompared = !lacksBefore(compared)
  const trend = isCompared ? trendWords(compared, currency, than) : isSaid ? '' : nothingToCompare(than)
  const words = [`*${money(micros, currency)}*`, trend, ...hoursWords(hours, isCompared)]
  return words.filter((word) => word !== '').join(' · ')
}

/** Whether it is known, and has nothing to be compared with: sums of hours that nobody told are no figures. */
export function lacksBefore(compared: Compared): boolean {
  const { beforeMicros, hours } = compared
  return !isUnknown(compared) && (beforeMicros === null || (hours.beforeKnown <= 0 && beforeMicros === 0))
}

function isUnknown({ micros, hours }: Compared): boolean {
  return hours.known <= 0 && micros === 0
}

/** Where the two times are not alike, nothing is scaled: it is said. */
function hoursWords(hours: Compared['hours'], isCompared: boolean): string[] {
  const { known, of, beforeKnown, beforeOf } = hours
  // Of an hour that only some have told there are figures, and yet it is not known.
  const what = known > 0 ? `${known} of ${plural(of, 'hour')} known` : 'not every source has told all of it'
  const lacks = known < of ? [`⚠️ incomplete: ${what}`] : []
  if (!isCompared) return lacks
  const lacked =
    beforeKnown < beforeOf ? [`of the week before ${beforeKnown} of ${plural(beforeOf, 'hour')} known`] : []
  const clocks = of !== beforeOf ? [`the clocks changed: ${plural(of, 'hour')} against ${beforeOf}`] : []
  return [...lacks, ...lacked, ...clocks]
}
