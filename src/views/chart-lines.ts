import type { Frame, Values } from './chart-frame.ts'
import { INK, round, svgText, textWidth, toWidth } from './chart-svg-text.ts'

// Told apart by people who do not see red and green alike. https://jfly.uni-koeln.de/color/ (darkened for white)
const COLOURS = ['#1264a3', '#d9730d', '#0f7b5f', '#a4478f', '#b8860b', '#5b5b66']
/** Each a mark of its own, too: colour alone tells nothing to some. */
const MARKS = ['circle', 'square', 'triangle', 'diamond', 'circle', 'square'] as const
const NAME = { size: 19 }

/** Several series as lines; where one knows nothing its line is broken. */
export function lines(frame: Frame): string {
  return frame.series
    .map(({ values }, index) => line(frame, values, index))
    .toReversed()
    .join('')
}

function line(frame: Frame, values: Values, at: number): string {
  const colour = COLOURS[at] ?? INK.soft
  const points = values.map((value, index) =>
    value === null ? null : { x: frame.xOf(index), y: frame.yOf(value) },
  )
  let path = ''
  for (const [index, point] of points.entries()) {
    if (point === null) continue
    path += `${index > 0 && points[index - 1] ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`
  }
  const marks = points.flatMap((point, index) =>
    point === null ? [] : [mark(point, { at, colour, size: index === frame.lastKnown ? 8 : 5 })],
  )
  const stroke = `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${at === 0 ? 5 : 3.5}" stroke-linejoin="round" stroke-linecap="round"/>`
  return (path === '' ? '' : stroke) + marks.join('')
}

function mark(
  { x, y }: { x: number; y: number },
  { at, colour, size }: { at: number; colour: string; size: number },
): string {
  const look = `fill="${colour}" stroke="#ffffff" stroke-width="2"`
  const [a, b] = [round(x), round(y)]
  switch (MARKS[at]) {
    case 'square':
      return `<rect x="${round(x - size)}" y="${round(y - size)}" width="${2 * size}" height="${2 * size}" ${look}/>`
    case 'triangle':
      return `<path d="M${a} ${round(y - size * 1.2)}L${round(x + size * 1.2)} ${round(y + size)}H${round(x - size * 1.2)}Z" ${look}/>`
    case 'diamond':
      return `<path d="M${a} ${round(y - size * 1.3)}L${round(x + size * 1.3)} ${b}L${a} ${round(y + size * 1.3)}L${round(x - size * 1.3)} ${b}Z" ${look}/>`
    default:
      return `<circle cx="${a}" cy="${b}" r="${size}" ${look}/>`
  }
}

/** The names of the series with their marks, in one row that is as wide as the plot. */
export function legend({ series, left, right }: Frame, y: number): string {
  const natural = series.map(({ name }) => 50 + textWidth(name, NAME)).reduce((sum, width) => sum + width, 0)
  const max = natural <= right - left ? right : (right - left) / Math.max(1, series.length) - 50
  let x = left
  return series
    .map(({ name }, at) => {
      const shown = toWidth(name, { ...NAME, max })
      const drawn = mark({ x: x + 8, y: y - 7 }, { at, colour: COLOURS[at] ?? INK.soft, size: 8 })
      const words = svgText(shown, { x: x + 24, y, ...NAME, fill: INK.strong })
      x += 24 + textWidth(shown, NAME) + 26
      return drawn + words
    })
    .join('')
}
