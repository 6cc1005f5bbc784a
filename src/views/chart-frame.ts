import { niceScale, type Scale } from './chart-scale.ts'
import type { CostChart } from '../domain/cost/chart.ts'
import { shortMoney } from './cost-money.ts'
import { textWidth } from './chart-svg-text.ts'

export const SIZE = { width: 1200, height: 630 }

const MARGIN = 48
const TICK_SIZE = 19
/** Beyond this nothing is money any more, and arithmetic of pixels fails. */
const LARGEST = 1e15
const SMALLEST = 1e-9

export type Values = (number | null)[]

/** A chart made safe to draw, and where on the picture it stands. */
export interface Frame {
  unit: string
  categories: string[]
  series: { name: string; values: Values }[]
  limit: CostChart['limit']
  scale: Scale
  left: number
  right: number
  top: number
  bottom: number
  /** Width that belongs to one category. */
  slot: number
  /** The middle of a category. */
  xOf(index: number): number
  yOf(value: number): number
  /** Whether no series knows anything of it. */
  isMissing(index: number): boolean
  /** The last category of which the first series knows something; -1: none. */
  lastKnown: number
}

export function frameOf(chart: CostChart): Frame {
  const categories = chart.categories.slice(-20)
  const cut = chart.categories.length - categories.length
  const series = chart.series.slice(0, 6).map(({ name, values }) => ({
    name,
    values: categories.map((_, index) => drawable(values[index + cut])),
  }))
  const limitValue = drawable(chart.limit?.value)
  const limit = chart.limit && limitValue !== null ? { ...chart.limit, value: limitValue } : null
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const scale = niceScale([...known, ...(limit ? [limit.value * 1.04] : [])])
  const widest = Math.max(
    ...scale.ticks.map((tick) => textWidth(shortMoney(tick, chart.unit), { size: TICK_SIZE })),
  )
  const left = MARGIN + Math.min(160, Math.max(50, widest)) + 18
  const right = SIZE.width - MARGIN
  const top = series.length > 1 ? 190 : 160
  const bottom = SIZE.height - 84
  const slot = (right - left) / Math.max(1, categories.length)
  return {
    unit: chart.unit,
    categories,
    series,
    limit,
    scale,
    left,
    right,
    top,
    bottom,
    slot,
    xOf: (index) => left + slot * (index + 0.5),
    yOf: (value) => bottom - ((value - scale.least) / (scale.most - scale.least)) * (bottom - top),
    isMissing: (index) => series.every(({ values }) => values[index] === null),
    lastKnown: series[0]?.values.findLastIndex((value) => value !== null) ?? -1,
  }
}

export const TICK_FONT = { size: TICK_SIZE }

function drawable(value: number | null | undefined): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return Math.abs(value) < SMALLEST ? 0 : Math.min(LARGEST, Math.max(-LARGEST, value))
}
