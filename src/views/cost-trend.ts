import { money, signedMoney } from './cost-money.ts'
import { plain } from './mrkdwn.ts'

export interface Compared {
  micros: number
  /** null: nothing is known of that time. */
  beforeMicros: number | null
}

/** From here on a percentage is harder to read than a factor. */
const MOST_PERCENT = 1_000

/** Said once for all the figures that have nothing to be compared with. `than` is ours. */
export function nothingToCompare(than: string): string {
  return `nothing to compare with: not every source told all of this time and of ${than}`
}

/** "▲ 23 % more than the same hour a week before ($10.03)"; empty where nothing is known of then. `than` is ours. */
export function trendWords(compared: Compared, currency: string, than: string): string {
  const { micros, beforeMicros: before } = compared
  if (before === null) return ''
  const was = money(before, currency)
  if (before === micros) return `as much as ${than}`
  const isMore = micros > before
  if (before <= 0 || micros < 0) {
    const difference = plain(signedMoney(micros - before, currency), 60)
    return `${isMore ? '▲' : '▼'} ${difference} against ${than} (${was})`
  }
  const size = sizeWords(micros, before)
  return size === ''
    ? `about as much as ${than} (${was})`
    : `${isMore ? '▲' : '▼'} ${size} ${isMore ? 'more' : 'less'} than ${than} (${was})`
}

/** "▲ 23 %", for tables. */
export function shortTrend({ micros, beforeMicros: before }: Compared): string {
  if (before === null) return 'unknown'
  if (before === micros) return '='
  if (before === 0) return 'new'
  const mark = micros > before ? '▲' : '▼'
  if (before < 0 || micros < 0) return mark
  const size = sizeWords(micros, before)
  return size === '' ? '≈' : `${mark} ${size}`
}

/** How much more or less; empty where it is next to nothing. */
function sizeWords(micros: number, before: number): string {
  const percent = Math.round((Math.abs(micros - before) / before) * 100)
  if (percent === 0) return ''
  if (micros > before && percent >= MOST_PERCENT) {
    const times = Math.round(micros / before)
    return times > 1_000 ? 'over 1,000×' : `${times}×`
  }
  return `${percent} %`
}
