import type { CostChart } from '../domain/cost/chart.ts'
import { axes, limitLine, limitName, missing } from './chart-axes.ts'
import { amounts, bars } from './chart-bars.ts'
import { frameOf, SIZE, type Frame } from './chart-frame.ts'
import { legend, lines } from './chart-lines.ts'
import { escapeXml, FONT, INK, svgText, textWidth, toWidth } from './chart-svg-text.ts'
import { chartWords } from './chart-words.ts'
import { moneyWords } from './cost-money.ts'

const EDGE = 48

/**
 * The chart as an SVG of 1200 × 630 on a card of its own, so that it can be read on any background. One series is drawn
 * as bars, several as lines. Unknown values are never drawn as 0. Any text in it is shown as it is.
 */
export function chartSvg(chart: CostChart): string {
  const frame = frameOf(chart)
  const isEmpty = frame.lastKnown < 0 && frame.categories.every((_, index) => frame.isMissing(index))
  const body = isEmpty
    ? [nothing(frame)]
    : [
        axes(frame),
        missing(frame),
        ...(frame.series.length > 1
          ? [limitLine(frame), lines(frame), legend(frame, 152)]
          : [bars(frame), limitLine(frame), amounts(frame)]),
        limitName(frame, 110),
      ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="${FONT}">`,
    `<title>${escapeXml(chartWords(chart))}</title>`,
    HATCH,
    `<rect x="1" y="1" width="${SIZE.width - 2}" height="${SIZE.height - 2}" rx="22" fill="#ffffff" stroke="#dddddf" stroke-width="2"/>`,
    ...heading(chart, frame),
    ...body,
    '</svg>',
  ].join('')
}

const HATCH =
  '<defs><pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12" fill="#f6f6f7"/><line x1="0" y1="0" x2="0" y2="12" stroke="#dcdcdf" stroke-width="4"/></pattern></defs>'

function heading({ title }: CostChart, frame: Frame): string[] {
  const room = SIZE.width - 2 * EDGE
  const size = textWidth(title, { size: 34, bold: true }) <= room ? 34 : 26
  const shown = toWidth(title, { size, bold: true, max: room })
  const under = toWidth(newest(frame), { size: 22, max: frame.limit === null ? room : room / 2 })
  return [
    svgText(shown, { x: EDGE, y: 72, size, bold: true }),
    ...(under === '' ? [] : [svgText(under, { x: EDGE, y: 110, size: 22, fill: INK.soft })]),
  ]
}

/** "20 Nov: $63.20 · in USD" */
function newest({ series, categories, lastKnown, unit }: Frame): string {
  const value = series[0]?.values[lastKnown] ?? null
  const unitWords = unit.trim() === '' ? '' : `in ${unit}`
  if (value === null || series.length > 1) return unitWords
  const amount = moneyWords(Math.round(value * 1_000_000), unit)
  return [`${categories[lastKnown]}: ${amount}`, unitWords].filter((words) => words !== '').join(' · ')
}

function nothing({ left, right, top, bottom }: Frame): string {
  return [
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="12" fill="url(#hatch)"/>`,
    svgText('No figures of this time', {
      x: (left + right) / 2,
      y: (top + bottom) / 2 + 8,
      size: 28,
      bold: true,
      fill: INK.soft,
      anchor: 'middle',
      halo: true,
    }),
  ].join('')
}
