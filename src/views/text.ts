// Control characters, lone surrogates and the marks that turn the direction of text.
const UNSEEN = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const EMPTY = '–'

/** Cuts to `max` UTF-16 units with "…", never inside a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  if (max <= 1) return '…'.slice(0, max)
  const last = text.charCodeAt(max - 2)
  const end = last >= 0xd800 && last <= 0xdbff ? max - 2 : max - 1
  return `${text.slice(0, end).trimEnd()}…`
}

/** Any text as one visible line of at most `max` units; "–" when nothing is left. */
export function oneLine(text: string, max: number): string {
  const line = clean(withinReach(text, max)).replace(/\s+/g, ' ').trim()
  return cut(line === '' ? EMPTY : line, max)
}

/** As `oneLine`, but at most `max` units also when Slack counts `&`, `<` and `>` as their escapes: for plain text fields. */
export function plainLine(text: string, max: number): string {
  let line = oneLine(text, max)
  for (let room = max; escapedLength(line) > max; room -= Math.ceil((escapedLength(line) - max) / 5)) {
    line = cut(line, room)
  }
  return line
}

function escapedLength(text: string): number {
  return text.length + (text.match(/&/g)?.length ?? 0) * 4 + (text.match(/[<>]/g)?.length ?? 0) * 3
}

/** One line of a log or a program, its indentation kept. */
export function codeLine(text: string, max: number): string {
  const line = withinReach(text, max)
    .replace(/[\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(/\t/g, '  ')
    .replace(UNSEEN, '')
  return cut(line.trimEnd(), max)
}

/** Any text as lines, each trimmed, empty ones dropped. */
export function linesOf(text: string, max: number): string[] {
  return withinReach(text, max)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => clean(line).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function clean(text: string): string {
  return text.replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ').replace(UNSEEN, '')
}

// A label may have 100 kB: what can never be shown is not worked through.
function withinReach(text: string, max: number): string {
  const reach = max * 4
  return text.length <= reach ? text : `${text.slice(0, reach)}…`
}
