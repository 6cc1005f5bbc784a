import { displayWidth } from './digest-table.ts'
import { oneLine } from './text.ts'

export const FONT = 'DejaVu Sans'
/** DejaVu Sans has no Hangul. What this one lacks in turn is drawn in the other. */
const HANGUL_FONT = 'NanumGothic'
const HANGUL = /\p{Script=Hangul}/u
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
/** Hangul is 0.94 wide, plain or bold. */
const WIDE = 1

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
  const words = escapeXml(text)
  const look = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"`,
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
    // Named for the whole text: a font that only steps in for missing letters has no bold ones, and stops at the first
    // character that no font has.
    HANGUL.test(words) ? ` font-family="${HANGUL_FONT}"` : '',
    spec.bold ? ' font-weight="bold"' : '',
    spec.turn ? ` transform="rotate(${spec.turn} ${round(x)} ${round(y)})"` : '',
    spec.halo ? ' paint-order="stroke" stroke="#ffffff" stroke-width="5" stroke-linejoin="round"' : '',
  ].join('')
  return `<text ${look}>${words}</text>`
}

export function escapeXml(text: string): string {
  return oneLine(composed(text), 300)
    .replace(NO_XML, '')
    .replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? '')
}

/** About how wide it becomes, in pixels. */
export function textWidth(text: string, { size, bold = false }: { size: number; bold?: boolean }): number {
  const narrow = bold ? WIDTH.bold : WIDTH.plain
  let width = 0
  for (const character of composed(text)) {
    const columns = displayWidth(character)
    width += columns === 2 ? WIDE : columns * narrow
  }
  return width * size
}

/** As much of the text as stands in so many pixels. */
export function toWidth(
  text: string,
  { size, bold = false, max }: { size: number; bold?: boolean; max: number },
): string {
  const most = Math.max(2, Math.floor(max / (size * (bold ? WIDTH.bold : WIDTH.plain))))
  const room = Math.max(max, textWidth('12', { size, bold }))
  let shown = oneLine(composed(text), most)
  while (shown.length > 1 && textWidth(shown, { size, bold }) > room) shown = oneLine(shown, shown.length - 1)
  return shown
}

/** Hangul that comes letter by letter, as from file names of macOS, put together to syllables: no font has the letters. */
function composed(text: string): string {
  return text.normalize('NFC')
}

export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
