import type { CostChart } from '../domain/cost/chart.ts'
import { sparkline } from './chart-sparkline.ts'
import { moneyWords } from './cost-money.ts'
import { code, plain } from './mrkdwn.ts'
import { oneLine } from './text.ts'

type Series = CostChart['series'][number]

/** The figures of a chart in words, for who does not see it: plain text, not mrkdwn. */
export function chartWords(chart: CostChart): string {
  const several = chart.series.length > 1
  const series = chart.series.map((one) => {
    const figures = chart.categories.map((category, index) =>
      pointWords(category, amountAt(chart, one, index)),
    )
    return `${several ? `${oneLine(one.name, 40)}: ` : ''}${figures.join(', ')}`
  })
  const { limit } = chart
  const line = limit ? [`${oneLine(limit.name, 40)}: ${amount(chart, limit.value)}`] : []
  return [`Chart: ${oneLine(chart.title, 120)}`, ...series, ...line].join('. ')
}

function pointWords(category: string, shown: string | null): string {
  return `${oneLine(category, 20)} ${shown ?? 'no figures'}`
}

/** A chart as lines of blocks with their least and most, a series a line. */
export function sparkLines(chart: CostChart): string {
  const lines = chart.series.slice(0, 6).map((one) => sparkLine(chart, one))
  const { limit } = chart
  const line = limit ? [`${plain(limit.name, 40)}: ${plain(amount(chart, limit.value), 60)}`] : []
  return [...lines, ...line].join('\n')
}

function sparkLine(chart: CostChart, one: Series): string {
  const values = chart.categories.map((_, index) => one.values[index] ?? null)
  const name = chart.series.length > 1 ? `${plain(one.name, 40)} ` : ''
  if (!values.some((value) => value !== null && Number.isFinite(value))) return `${name}no figures`
  return `${name}${code(sparkline(values), 60)} ${extremesWords(chart, values)}`
}

function extremesWords(chart: CostChart, values: readonly (number | null)[]): string {
  const known = values.flatMap((value, index) =>
    value === null || !Number.isFinite(value) ? [] : [{ value, category: chart.categories[index] ?? '' }],
  )
  const sorted = known.toSorted((one, other) => one.value - other.value)
  const [least] = sorted
  const most = sorted.at(-1)
  if (!least || !most) return ''
  const words = ({ value, category }: typeof least) =>
    `${plain(amount(chart, value), 60)} (${plain(category, 20)})`
  const missing = values.length - known.length
  const gaps = missing === 0 ? '' : ` · ${missing} without figures`
  return `least ${words(least)} · most ${words(most)}${gaps}`
}

function amountAt(chart: CostChart, one: Series, index: number): string | null {
  const value = one.values[index] ?? null
  return value === null || !Number.isFinite(value) ? null : amount(chart, value)
}

function amount({ unit }: CostChart, units: number): string {
  return moneyWords(Math.round(units * 1_000_000), unit)
}
