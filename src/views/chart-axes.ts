import type { Frame } from './chart-frame.ts'
import { TICK_FONT } from './chart-frame.ts'
import { INK, round, svgText, textWidth, toWidth } from './chart-svg-text.ts'
import { shortMoney } from './cost-money.ts'

const LABEL = { size: 17 }
const LIMIT_INK = '#c2410c'
const LIMIT = { size: 19, bold: true }

/** Lines across with their amounts, and the names of the categories below. */
export function axes(frame: Frame): string {
  return [...frame.scale.ticks.map((tick) => gridLine(frame, tick)), ...labels(frame)].join('')
}

function gridLine(frame: Frame, tick: number): string {
  const { left, right, unit } = frame
  const y = round(frame.yOf(tick))
  const stroke = tick === 0 ? INK.axis : INK.line
  const line = `<line x1="${round(left)}" y1="${y}" x2="${round(right)}" y2="${y}" stroke="${stroke}" stroke-width="${tick === 0 ? 2 : 1.5}"/>`
  const label = svgText(shortMoney(tick, unit), {
    x: left - 14,
    y: y + 7,
    size: TICK_FONT.size,
    fill: INK.soft,
    anchor: 'end',
  })
  return line + label
}

/** As many as stand beside each other, the last one always. */
function labels({ categories, slot, xOf, bottom, right, lastKnown }: Frame): string[] {
  const widest = Math.max(0, ...categories.map((category) => textWidth(category, LABEL)))
  const every = Math.max(1, Math.ceil(Math.min(widest + 8, 220) / slot))
  const last = categories.length - 1
  return categories.flatMap((category, index) => {
    if ((last - index) % every !== 0) return []
    const shown = toWidth(category, { ...LABEL, max: slot * every - 8 })
    const isLast = index === lastKnown
    const half = textWidth(shown, { ...LABEL, bold: isLast }) / 2
    return [
      svgText(shown, {
        x: Math.min(xOf(index), right + 28 - half),
        y: bottom + 34,
        size: LABEL.size,
        fill: isLast ? INK.strong : INK.soft,
        bold: isLast,
        anchor: 'middle',
      }),
    ]
  })
}

/** Where nothing is known: hatched, and said, because an empty place would look like 0. */
export function missing(frame: Frame): string {
  const { categories, left, slot, top, bottom } = frame
  const runs: { from: number; count: number }[] = []
  for (const index of categories.keys()) {
    if (!frame.isMissing(index)) continue
    const run = runs.at(-1)
    if (run && run.from + run.count === index) run.count += 1
    else runs.push({ from: index, count: 1 })
  }
  return runs
    .map(({ from, count }) => {
      const x = left + slot * from + slot * 0.14
      const width = slot * count - slot * 0.28
      const middle = { x: x + width / 2, y: (top + bottom) / 2 }
      const isWide = width > 130
      const words = svgText('no figures', {
        ...(isWide ? { x: middle.x, y: middle.y + 6 } : { x: middle.x + 7, y: middle.y }),
        size: 19,
        fill: INK.soft,
        anchor: 'middle',
        halo: true,
        ...(isWide ? {} : { turn: -90 }),
      })
      const area = `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${round(bottom - top)}" rx="6" fill="url(#hatch)"/>`
      return area + (width > 16 ? words : '')
    })
    .join('')
}

/** The line across that should not be passed. Its name stands in the heading, where no bar is behind it. */
export function limitLine(frame: Frame): string {
  const { limit, left, right } = frame
  return limit === null ? '' : dashed({ from: left, to: right, y: frame.yOf(limit.value) })
}

/** What the line is, at the right of the line of text at `y`. */
export function limitName({ limit, unit, right }: Frame, y: number): string {
  if (limit === null) return ''
  const label = toWidth(`${limit.name} ${shortMoney(limit.value, unit)}`, { ...LIMIT, max: 520 })
  const from = right - textWidth(label, LIMIT) - 10
  const words = svgText(label, { x: right, y, ...LIMIT, fill: LIMIT_INK, anchor: 'end' })
  return dashed({ from: from - 50, to: from, y: y - 7 }) + words
}

function dashed({ from, to, y }: { from: number; to: number; y: number }): string {
  return `<line x1="${round(from)}" y1="${round(y)}" x2="${round(to)}" y2="${round(y)}" stroke="${LIMIT_INK}" stroke-width="3" stroke-dasharray="10 7"/>`
}
