import type { Day } from '../domain/cost/day.ts'
import type { CostReport, SourceStanding } from '../domain/cost/report.ts'
import { sparkline } from './chart-sparkline.ts'
import { alike, oneOrMany, sourceNames } from './cost-alike.ts'
import { money } from './cost-money.ts'
import { dayBefore, dayWords } from './cost-times.ts'
import { plural } from './text.ts'

/** The last ones, where there are more. */
const MOST_CELLS = 62

/** "`▁▂▅▇` 1 Nov to 21 Nov · least $30.20 (7 Nov) · most $80.20 (18 Nov)"; empty where a line would say nothing. */
export function reportDays(report: CostReport): string {
  const { daily, currencies, period } = report
  const currency = currencies[0]?.currency ?? ''
  const shown = daily.slice(-MOST_CELLS)
  const known = shown.flatMap(({ day, micros }) => (micros === null ? [] : [{ day, micros }]))
  const [first] = shown
  const last = shown.at(-1)
  if (shown.length < 2 || known.length === 0 || !first || !last) return ''
  // Only today is told while it goes on; beside whole days it would look like a fall.
  const isToday = period.word === 'today'
  const over = isToday && known.length > 1 ? known.filter(({ day }) => day !== last.day) : known
  const sorted = over.toSorted((one, other) => one.micros - other.micros)
  const words = (one: { day: Day; micros: number } | undefined) =>
    one ? `${money(one.micros, currency)} (${dayWords(one.day)})` : ''
  const parts = [
    `\`${sparkline(shown.map(({ micros }) => micros))}\` ${dayWords(first.day)} to ${dayWords(last.day)}${isToday ? ', which is not over' : ''}`,
    `least ${words(sorted[0])}`,
    `most ${words(sorted.at(-1))}`,
    ...gapWords(shown, report),
  ]
  return parts.join(' · ')
}

type Daily = CostReport['daily']

function gapWords(shown: Daily, report: CostReport): string[] {
  const lastKnown = shown.findLastIndex(({ micros }) => micros !== null)
  const ending = shown.slice(lastKnown + 1)
  const late = ending.length === 0 ? '' : lateWords(ending, report)
  const missing = shown.filter(({ micros }) => micros === null).length - (late === '' ? 0 : ending.length)
  return [
    late,
    missing === 0 ? '' : `no figures of ${plural(missing, late === '' ? 'day' : 'other day')}`,
  ].filter((one) => one !== '')
}

/** A day is told once all have told it. Whom it waits for; empty where that is not only bills, which are late by nature. */
function lateWords(ending: Daily, { sources, timeZone }: CostReport): string {
  const last = ending.at(-1)?.day ?? ''
  const active = sources.filter(({ isRemoved }) => !isRemoved)
  const behind = active.filter((source) => lastTold(source, timeZone) < last)
  if (behind.length === 0 || behind.some(({ unit }) => unit !== 'day')) return ''
  const [names = ''] = alike(behind, () => []).map(sourceNames)
  const days = ending.length === 1 ? 'the last day' : `the last ${ending.length} days`
  return `${names} ${oneOrMany(behind, 'has', 'have')} not told ${days} yet`
}

/** The last day that it told, or is telling; none is before all days. */
function lastTold({ until, unit }: SourceStanding, timeZone: string): string {
  return until === null ? '' : dayBefore(until, unit === 'day' ? 'utc' : timeZone)
}
