import type { Frame } from './chart-frame.ts'
import { INK, round, svgText, textWidth } from './chart-svg-text.ts'
import { shortMoney } from './cost-money.ts'

const CALM = '#a9c9ea'
const LAST = '#1264a3'
const WIDEST_BAR = 84
const VALUE = { size: 18, bold: true }

/** Bars of one series, the last known one highlighted. */
export function bars(frame: Frame): string {
  const values = frame.series[0]?.values ?? []
  const drawn = values.flatMap((value, index) => (value === null ? [] : [bar(frame, index, value)]))
  return drawn.join('')
}

function bar(frame: Frame, index: number, value: number): string {
  const width = Math.min(WIDEST_BAR, frame.slot * 0.68)
  const zero = frame.yOf(0)
  const end = frame.yOf(value)
  // What is next to nothing is still something.
  const height = Math.max(2, Math.abs(zero - end))
  const top = value < 0 ? zero : zero - height
  const radius = Math.min(6, width / 4, height / 2)
  return `<path d="${rounded({ x: frame.xOf(index) - width / 2, top, width, height, radius, isUp: value >= 0 })}" fill="${index === frame.lastKnown ? LAST : CALM}"/>`
}

/** A bar whose far end is round. */
function rounded(box: {
  x: number
  top: number
  width: number
  height: number
  radius: number
  isUp: boolean
}): string {
  const { width, radius: r } = box
  const [x, right] = [round(box.x), round(box.x + width)]
  const [top, bottom] = [round(box.top), round(box.top + box.height)]
  const a = round(r)
  return box.isUp
    ? `M${x} ${bottom}V${round(top + a)}Q${x} ${top} ${round(x + a)} ${top}H${round(right - a)}Q${right} ${top} ${right} ${round(top + a)}V${bottom}Z`
    : `M${x} ${top}V${round(bottom - a)}Q${x} ${bottom} ${round(x + a)} ${bottom}H${round(right - a)}Q${right} ${bottom} ${right} ${round(bottom - a)}V${top}Z`
}

/** Above the bars: of all where they have room, else of the last and the largest. */
export function amounts(frame: Frame): string {
  const values = frame.series[0]?.values ?? []
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]))
  const label = (value: number) => shortMoney(told(value, frame.scale.most), frame.unit)
  const widest = Math.max(0, ...known.map(({ value }) => textWidth(label(value), VALUE)))
  const largest = known.reduce<(typeof known)[number] | null>(
    (most, one) => (most === null || one.value > most.value ? one : most),
    null,
  )
  const isTold = ({ index }: { index: number }) => {
    if (widest + 6 <= frame.slot) return true
    const isLargest = index === largest?.index && Math.abs(index - frame.lastKnown) * frame.slot > widest + 12
    return index === frame.lastKnown || isLargest
  }
  return known
    .filter(isTold)
    .map(({ value, index }) => {
      const y = frame.yOf(value) + (value < 0 ? 24 : -10)
      return svgText(label(value), {
        x: frame.xOf(index),
        y,
        ...VALUE,
        fill: index === frame.lastKnown ? LAST : INK.soft,
        anchor: 'middle',
        halo: true,
      })
    })
    .join('')
}

/** As exactly as the bars beside it are told. */
function told(value: number, most: number): number {
  const isSmall = Math.abs(value) < 1
  return most < 100 || isSmall ? Number(value.toPrecision(isSmall ? 1 : 3)) : Math.round(value)
}
