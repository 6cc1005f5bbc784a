import { codeLine, cut, linesOf, oneLine } from './text.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const LOOKALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' }
// Slack formats only at word boundaries: the underscores of kube_pod_status stay.
const FORMATTING = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu
const EMOJI_CODE = /:(?=[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*:)/giu
const WORD_JOINER = '\u2060'
const ADDRESS = /https?:\/\/[^\s<>|"'`]+[^\s<>|"'`.,;:!?)\]}]/giu
const LONGEST_LINK = 1_500

/** Untrusted text as one line that Slack shows as it is. */
export function plain(text: string, max: number): string {
  return escapeWithin(neutral(oneLine(text, max)), max)
}

/** Untrusted text in a code span: identifiers and label values. */
export function code(text: string, max: number): string {
  return `\`${escapeWithin(oneLine(text, max).replaceAll('`', 'ˋ'), max)}\``
}

/** The last of some untrusted lines in a code block of at most `max` units; empty when there are none. */
export function preformatted(lines: readonly string[], { max, most }: { max: number; most: number }): string {
  const kept: string[] = []
  let room = max - 8
  for (const line of lines.slice(-most).toReversed()) {
    if (room < 20) break
    const shown = escapeWithin(codeLine(line, Math.min(room, 400)).replaceAll('`', 'ˋ'), Math.min(room, 400))
    kept.unshift(shown)
    room -= shown.length + 1
  }
  return kept.length === 0 ? '' : `\`\`\`\n${kept.join('\n')}\n\`\`\``
}

/** Untrusted prose: addresses become links, the rest is shown as it is, in at most `lines` lines. */
export function prose(text: string, max: number, lines = 3): string {
  const kept = linesOf(text, max).slice(0, lines)
  const parts: string[] = []
  let room = max
  for (const line of kept) {
    if (room < 8) break
    const shown = proseLine(line, room)
    parts.push(shown)
    room -= shown.length + 1
  }
  return parts.join('\n')
}

/** `<address|label>`, or null when the address is none that Slack could open. */
export function link(address: string | undefined, label: string): string | null {
  const target = address === undefined ? null : safeAddress(address)
  return target === null ? null : `<${target}|${label}>`
}

/** A moment in the reader's own time zone. */
export function moment(atMs: number): string {
  const fallback = utc(atMs)
  if (fallback === null) return 'an unknown time'
  return `<!date^${Math.floor(atMs / 1000)}^{date_short_pretty} {time}|${fallback}>`
}

/** A moment for the plain fallback text. */
export function plainMoment(atMs: number): string {
  return utc(atMs) ?? 'an unknown time'
}

export function duration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return hours % 24 === 0 ? `${Math.floor(hours / 24)} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}

export function person(userId: string): string {
  return /^[UW][A-Z0-9]+$/.test(userId) ? `<@${userId}>` : code(userId, 60)
}

export function userGroup(groupId: string): string {
  return /^S[A-Z0-9]+$/.test(groupId) ? `<!subteam^${groupId}>` : code(groupId, 60)
}

export function channel(channelId: string): string {
  return /^[CGD][A-Z0-9]+$/.test(channelId) ? `<#${channelId}>` : code(channelId, 60)
}

/** Cuts composed mrkdwn without leaving half a link, an open code span or half an entity. */
export function cutMrkdwn(text: string, max: number): string {
  if (text.length <= max) return text
  const head = cut(text, max).slice(0, -1)
  const whole = head.replace(/&[a-z]*$/, '').replace(/<[^>]*$/, '')
  const open = (whole.match(/`/g)?.length ?? 0) % 2 === 1
  return `${open ? whole.slice(0, whole.lastIndexOf('`')) : whole}…`
}

function neutral(text: string): string {
  return text
    .replace(FORMATTING, (mark) => LOOKALIKES[mark] ?? '')
    .replace(EMOJI_CODE, `:${WORD_JOINER}`)
    .replace(/^>/, '›')
}

function escapeWithin(text: string, max: number): string {
  const escaped = text.replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? '')
  if (escaped.length <= max) return escaped
  let length = 1
  let kept = ''
  for (const character of text) {
    const shown = ESCAPES[character] ?? character
    if (length + shown.length > max) break
    kept += shown
    length += shown.length
  }
  return `${kept.trimEnd()}…`
}

function proseLine(line: string, max: number): string {
  let shown = ''
  let from = 0
  for (const found of line.matchAll(ADDRESS)) {
    const before = line.slice(from, found.index)
    const address = safeAddress(found[0])
    const needed = shown.length + before.length + (address?.length ?? 0) + 2
    if (address === null || needed > max - 1) break
    shown += escapeWithin(neutral(before), max) + `<${address}>`
    from = found.index + found[0].length
  }
  const rest = line.slice(from)
  const room = max - shown.length
  if (rest === '' || room < 2) return cutMrkdwn(shown, max)
  return shown + escapeWithin(neutral(cut(rest, room)), room)
}

/** The address as Slack takes it where no mrkdwn is read, or null when it is none that a browser opens. */
export function openable(address: string): string | null {
  if (address.length > LONGEST_LINK || !URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && href.length <= LONGEST_LINK ? href : null
}

function safeAddress(address: string): string | null {
  const href = openable(address)
  if (href === null) return null
  const target = href.replaceAll('&', '&amp;').replace(/[<>|`\s]/g, encodeURIComponent)
  return target.length > LONGEST_LINK ? null : target
}

function utc(atMs: number): string | null {
  if (!Number.isFinite(atMs) || atMs < 0 || atMs > 8.64e15) return null
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
