import { own } from '../own.ts'
import { addDays, dayOf, daysIn, monthOf, monthRange, type Day, type DayRange } from './day.ts'
import { COST_PERIODS, type CostPeriod, type PeriodWord } from './report.ts'

const SAID_OTHERWISE: Readonly<Record<string, PeriodWord>> = {
  'this-week': 'week',
  'this-month': 'month',
  '7-days': '7d',
  'last-7-days': '7d',
  '30-days': '30d',
  'last-30-days': '30d',
}

/** Reads what people type: `yesterday`, `last month`, `2026-10`. null: it is no period. */
export function parsePeriod(text: string): PeriodWord | null {
  const word = text
    .trim()
    .toLowerCase()
    .split(/[\s_-]+/)
    .join('-')
  const [, year, month] = /^(20\d\d)-(\d\d?)$/.exec(word) ?? []
  if (year !== undefined && Number(month) >= 1 && Number(month) <= 12)
    return `${year}-${String(month).padStart(2, '0')}` as PeriodWord
  return COST_PERIODS.find((known) => known === word) ?? own(SAID_OTHERWISE, word) ?? null
}

/**
 * The days that a word means now, and those to compare them with: of weeks and months the one before, of one that is
 * not over as many days from its beginning. All but `today` are full days: they end with yesterday, or a day that has
 * just begun would look like a fall. Only on the first day of a week or month there is no other, and nothing to compare.
 */
export function periodOf(word: PeriodWord, now: number, zone: string): CostPeriod {
  const today = dayOf(now, zone)
  const whole = wholeOf(word, today)
  const isRunning = whole.from <= today && whole.to > today
  if (!isRunning || word === 'today')
    return { word, days: whole, before: beforeOf(word, whole, false), isRunning }
  const isFirstDay = whole.from === today
  const days = { from: whole.from, to: isFirstDay ? addDays(today, 1) : today }
  const before = beforeOf(word, days, true)
  return { word, days, before: isFirstDay ? { ...before, to: before.from } : before, isRunning }
}

function wholeOf(word: PeriodWord, today: Day): DayRange {
  const monday = addDays(today, -((new Date(today).getUTCDay() + 6) % 7))
  const month = monthRange(monthOf(today))
  switch (word) {
    case 'today':
      return { from: today, to: addDays(today, 1) }
    case 'yesterday':
      return { from: addDays(today, -1), to: today }
    case '7d':
      return { from: addDays(today, -7), to: today }
    case '30d':
      return { from: addDays(today, -30), to: today }
    case 'week':
      return { from: monday, to: addDays(monday, 7) }
    case 'last-week':
      return { from: addDays(monday, -7), to: monday }
    case 'month':
      return month
    case 'last-month':
      return monthRange(monthOf(addDays(month.from, -1)))
    default:
      return monthRange(word)
  }
}

function beforeOf(word: PeriodWord, days: DayRange, isRunning: boolean): DayRange {
  const count = daysIn(days).length
  if (word === 'week') return { from: addDays(days.from, -7), to: addDays(days.to, -7) }
  if (word !== 'month' && word !== 'last-month' && !/^\d{4}-\d{2}$/.test(word))
    return { from: addDays(days.from, -count), to: days.from }
  const last = monthRange(monthOf(addDays(days.from, -1)))
  const alike = addDays(last.from, count)
  return isRunning && alike < last.to ? { from: last.from, to: alike } : last
}
