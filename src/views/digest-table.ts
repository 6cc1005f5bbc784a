import { cut, oneLine } from './text.ts'

export interface Column<Row> {
  title: string
  /** Widest in columns of a monospace font; longer text is cut. */
  width: number
  align: 'left' | 'right'
  cell(row: Row): string
}

// Korean, Chinese and Japanese characters and emoji take two columns of a monospace font.
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u
const NO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A table in a preformatted block of mrkdwn: any text is shown as it is, columns stand under each other. */
export function preformattedTable<Row>(rows: Row[], columns: Column<Row>[]): string {
  const titles = columns.map((column) => column.title)
  const cells = rows.map((row) => columns.map((column) => toWidth(column.cell(row), column.width)))
  const lines = [titles, ...cells]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => displayWidth(line[i] ?? ''))))
  const text = lines.map((line) =>
    columns
      .map((column, i) => pad(line[i] ?? '', widths[i] ?? 0, column.align))
      .join('  ')
      .trimEnd(),
  )
  const shown = text.join('\n').replaceAll('`', 'ˋ')
  return `\`\`\`${shown.replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? '')}\`\`\``
}

/** Columns that a text takes in a monospace font. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

function toWidth(text: string, width: number): string {
  let shown = oneLine(text, width)
  while (displayWidth(shown) > width) shown = cut(shown, shown.length - 1)
  return shown
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const room = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + room : room + text
}
