import { DateTime } from 'luxon'
import type { CostPeriod, PeriodWord } from '../domain/cost/report.ts'
import { own } from '../domain/own.ts'
import { dayWords, rangeWords } from './cost-times.ts'

const TITLES: Record<string, string> = {
  today: 'today',
  yesterday: 'yesterday',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
  week: 'this week',
  'last-week': 'last week',
  month: 'this month',
  'last-month': 'last month',
}

/** "this month", "October 2026", as plain text. */
export function periodName(word: PeriodWord): string {
  const named = own(TITLES, word)
  if (named !== undefined) return named
  const month = DateTime.fromISO(`${word}-01`, { zone: 'utc', locale: 'en' })
  return month.isValid ? month.toFormat('LLLL yyyy') : 'this time'
}

/** "this month, 1-21 Nov" */
export function periodTitle({ word, days }: CostPeriod): string {
  return `${periodName(word)}, ${rangeWords(days)}`
}

/** "this month so far" behind a total. */
export function periodWords({ word, isRunning }: CostPeriod): string {
  return isRunning ? `${periodName(word)} so far` : `in ${periodName(word)}`.replace(/^in (?!\w+ \d{4}$)/, '')
}

/** What it is compared with: "11-31 Oct", "20 Nov", "the same hours of 14 Nov". */
export function beforeWords({ word, before }: CostPeriod): string {
  return word === 'today' ? `the same hours of ${dayWords(before.from)}` : rangeWords(before)
}
