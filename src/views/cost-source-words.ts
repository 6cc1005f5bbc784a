import type { SourceStanding } from '../domain/cost/report.ts'
import type { CostFailureCode, PriceBasis } from '../domain/cost/source.ts'
import { alike, sourceNames } from './cost-alike.ts'
import { clockRange, clockWords, lastDayWords } from './cost-times.ts'
import { plain } from './mrkdwn.ts'
import { plural } from './text.ts'

const MOST_LINES = 8
const LONGEST = 1_600

/** What times are told in; of the day of `at` (null: of none) the clock alone is told. */
export interface Telling {
  timeZone: string
  at: number | null
}

export const FAILURES: Record<CostFailureCode, string> = {
  unreachable: 'no connection, or no answer in time',
  broken: 'errors instead of answers',
  throttled: 'asked the bot to slow down',
  forbidden: 'the bot may not ask this',
  credentials: 'refused the credentials of the bot',
  'no-data': 'no figures of this time yet',
  'calls-spent': 'the paid calls of today are used up',
}

const PRICES: Record<PriceBasis, string> = { list: 'list prices', billed: 'as billed' }

/**
 * Where the figures come from, those that are alike on one line:
 * "OpenCost prod-kr, prod-eu · list prices · until 14:00 · read 14:03-14:05".
 */
export function sourceLines(sources: readonly SourceStanding[], telling: Telling): string {
  if (sources.length === 0) return 'No source of costs is configured'
  const groups = alike(sources, (source) => [...factsOf(source, telling), source.readAt === null])
  const lines: string[] = []
  let left = sources.length
  for (const group of groups.slice(0, MOST_LINES)) {
    const line = sourceLine(group, telling)
    if ([...lines, line].join('\n').length > LONGEST) break
    lines.push(line)
    left -= group.length
  }
  return [...lines, ...(left > 0 ? [`… and ${plural(left, 'more source')}`] : [])].join('\n')
}

/** The same with all days and the zone of the clock, below figures that stand for themselves. */
export function sourcesFoot({
  sources,
  timeZone,
}: {
  sources: readonly SourceStanding[]
  timeZone: string
}): string {
  return `${sourceLines(sources, { timeZone, at: null })}\n${plain(timeZone, 60)}`
}

function sourceLine(group: readonly SourceStanding[], telling: Telling): string {
  const [first] = group
  if (first === undefined) return ''
  const [prices = '', until = '', ...others] = factsOf(first, telling)
  const facts = [sourceNames(group), prices, until, readWords(group, telling), ...others]
  return facts.filter((fact) => fact !== '').join(' · ')
}

/** What all that stand on one line have in common. */
function factsOf(source: SourceStanding, telling: Telling): string[] {
  return [
    PRICES[source.prices],
    untilWords(source, telling),
    source.isEstimated ? '*estimated*, will still change' : '',
    source.isRemoved ? 'no longer configured' : '',
  ]
}

function untilWords({ until, unit }: SourceStanding, { timeZone, at }: Telling): string {
  if (until === null) return '*no figures*'
  return `until ${unit === 'day' ? lastDayWords(until) : clockWords(until, timeZone, at)}`
}

/** On the day until which the figures reach, which stands beside it, the clock says enough. */
function readWords(group: readonly SourceStanding[], { timeZone, at }: Telling): string {
  const times = group.flatMap(({ readAt }) => (readAt === null ? [] : [readAt]))
  if (times.length === 0) return ''
  const [first] = group
  const until = first?.unit === 'hour' ? first.until : null
  return `read ${clockRange({ from: Math.min(...times), to: Math.max(...times) }, timeZone, at ?? until)}`
}
