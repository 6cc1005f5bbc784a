import type { CostShare } from '../domain/cost/report.ts'
import { moneyWords } from './cost-money.ts'
import { partWords } from './cost-part-words.ts'
import { shortTrend } from './cost-trend.ts'
import { preformattedTable, type Column } from './digest-table.ts'

const WIDEST_NAME = 30
const WIDEST_AMOUNT = 18

/** Only where anything can be compared: a column of "unknown" says nothing. */
const CHANGE: Column<CostShare> = { title: 'change', width: 12, align: 'right', cell: shortTrend }

/** A table of shares in at most `max` units of mrkdwn; what is too much is summed up, so that the sum stays the total. */
export function sharesTable(
  shares: readonly CostShare[],
  { title, currency, max }: { title: string; currency: string; max: number },
): string {
  const total = sum(shares.map(({ micros }) => micros))
  const columns: Column<CostShare>[] = [
    { title, width: WIDEST_NAME, align: 'left', cell: ({ part }) => partWords(part) },
    {
      title: 'cost',
      width: WIDEST_AMOUNT,
      align: 'right',
      cell: ({ micros }) => moneyWords(micros, currency),
    },
    { title: 'share', width: 7, align: 'right', cell: ({ micros }) => shareWords(micros, total) },
    ...(shares.some(({ beforeMicros }) => beforeMicros !== null) ? [CHANGE] : []),
  ]
  for (let most = shares.length; most > 0; most -= Math.max(1, Math.ceil(most / 8))) {
    const table = preformattedTable(folded(shares, most), columns)
    if (table.length <= max) return table
  }
  return ''
}

/** The largest stay, `shared`, `idle` and `unowned` too; the smallest of the rest are summed up in `others`. */
export function folded(shares: readonly CostShare[], most: number): CostShare[] {
  if (shares.length <= most) return [...shares]
  const isLast = ({ part }: CostShare) => ['others', 'shared', 'idle', 'unowned'].includes(part.is)
  const named = shares.filter((share) => !isLast(share))
  const rest = shares.filter((share) => isLast(share) && share.part.is !== 'others')
  const before = shares.filter(({ part }) => part.is === 'others')
  const kept = named.slice(0, Math.max(0, most - rest.length - 1))
  const cut = [...named.slice(kept.length), ...before]
  return cut.length === 0 ? [...kept, ...rest] : [...kept, others(cut), ...rest]
}

function others(cut: readonly CostShare[]): CostShare {
  const counted = cut.map(({ part }) => (part.is === 'others' ? part.count : 1))
  const befores = cut.map(({ beforeMicros }) => beforeMicros)
  return {
    part: { is: 'others', count: sum(counted) },
    micros: sum(cut.map(({ micros }) => micros)),
    beforeMicros: befores.every((before) => before !== null) ? sum(befores) : null,
  }
}

function shareWords(micros: number, total: number): string {
  if (total <= 0 || micros < 0) return '·'
  const percent = Math.round((micros / total) * 100)
  return percent === 0 && micros > 0 ? '<1 %' : `${percent} %`
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0)
}
