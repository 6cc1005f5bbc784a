import { displayWidth } from './digest-table.ts'
import { oneLine } from './text.ts'

export const FONT = 'DejaVu Sans'
export const INK = { strong: '#1d1c1d', soft: '#616061', faint: '#8d8c8e', line: '#e8e8ea', axis: '#9a999b' }

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// What XML 1.0 cannot hold and `oneLine` leaves in. https://www.w3.org/TR/xml/#charsets
const NO_XML = /[\uFFFE\uFFFF]/g
/** Of the size of the font; DejaVu Sans is wide. */
const WIDTH = { plain: 0.6, bold: 0.67 }

export interface TextSpec {
  x: number
  y: number
  size: number
  fill?: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
  /** Degrees around x and y. */
  turn?: number
  /** White around the letters, where lines run behind them. */
  halo?: boolean
}

/** Any text as an element; nothing in it is read as SVG. */
export function svgText(text: string, spec: TextSpec): string {
  const { x, y, size, fill = INK.strong, anchor = 'start' } = spec
  const look = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"`,
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
    spec.bold ? ' font-weight="bold"' : '',
    spec.turn ? ` transform="rotate(${spec.turn} ${round(x)} ${round(y)})"` : '',
    spec.halo ? ' paint-order="stroke" stroke="#ffffff" stroke-width="5" stroke-linejoin="round"' : '',
  ].join('')
  return `<text ${look}>${escapeXml(text)}</text>`
}

export function escapeXml(text: string): string {
  return oneLine(text, 300)
    .replace(NO_XML, '')
    .replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? '')
}

/** About how wide it becomes, in pixels. */
export function textWidth(text: string, { size, bold = false }: { size: number; bold?: boolean }): number {
  return displayWidth(text) * size * (bold ? WIDTH.bold : WIDTH.plain)
}

/** As much of the text as stands in so many pixels. */
export function toWidth(
  text: string,
  { size, bold = false, max }: { size: number; bold?: boolean; max: number },
): string {
  const most = Math.max(2, Math.floor(max / (size * (bold ? WIDTH.bold : WIDTH.plain))))
  let shown = oneLine(text, most)
  while (shown.length > 1 && displayWidth(shown) > most) shown = oneLine(shown, shown.length - 1)
  return shown
}

export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
