import { money } from './cost-money.ts'
import { nothingToCompare, trendWords, type Compared } from './cost-trend.ts'
import { fitLines } from './fit.ts'
import { LIMITS } from './limits.ts'
import { plural } from './text.ts'

const MOST_CURRENCIES = 6

/**
 * A total a line: "*$1,234.56* this month so far · ▲ 12 % more than 1-21 Oct ($1,100.20)". That there is nothing to
 * compare with is said once. `than` and `behind` (the first total) are ours.
 */
export function totalLines(
  totals: readonly (Compared & { currency: string })[],
  { than, behind }: { than: string; behind: string },
): string {
  const shown = totals.slice(0, MOST_CURRENCIES)
  const lacking = shown.findIndex(({ beforeMicros }) => beforeMicros === null)
  const lines = shown.map((one, index) => {
    const amount = `${index === 0 ? '' : 'and '}*${money(one.micros, one.currency)}*`
    const parts = [
      index === 0 && behind !== '' ? `${amount} ${behind}` : amount,
      index === lacking ? nothingToCompare(than) : trendWords(one, one.currency, than),
    ]
    return parts.filter((part) => part !== '').join(' · ')
  })
  const left = totals.length - shown.length
  return fitLines(
    [...lines, ...(left > 0 ? [`… and ${plural(left, 'more currency', 'more currencies')}`] : [])],
    LIMITS.sectionText,
  )
}
