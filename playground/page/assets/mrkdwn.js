// Slack's mrkdwn as a tree. Blocks: {type: paragraph|quote, children} and {type: pre, text}.
// Inline: text, bold, italic, strike, code, break, link, user, usergroup, channel, broadcast, date, emoji.

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' }
const WORD = /[\p{L}\p{N}_]/u
const BARE_URL = /^https?:\/\/[^\s<>|]*[^\s<>|.,:;!?)'"\]]/

export function parseMrkdwn(source) {
  const blocks = []
  const parts = source.split('```')
  // A fence that nobody closes is text.
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join('```'))
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) blocks.push({ type: 'pre', children: parsePre(trimBreaks(part)) })
    else blocks.push(...parseLines(part))
  }
  return blocks
}

function parseLines(source) {
  const blocks = []
  for (const line of trimBreaks(source).split('\n')) {
    const quote = /^(?:&gt;|>) ?/.exec(line)
    const type = quote ? 'quote' : 'paragraph'
    const children = parseInline(quote ? line.slice(quote[0].length) : line)
    const last = blocks.at(-1)
    if (last?.type === type) last.children.push({ type: 'break' }, ...children)
    else blocks.push({ type, children })
  }
  return blocks.filter((block) => block.children.length > 0)
}

const trimBreaks = (text) => text.replace(/^\n/, '').replace(/\n$/, '')

/** Inside ``` only control sequences count. */
function parsePre(text) {
  return text.split(/(<[^<>\n]+>)/).flatMap((piece, index) => {
    if (index % 2 === 0) return piece ? [{ type: 'text', text: decode(piece) }] : []
    return [parseControl(piece.slice(1, -1))]
  })
}

export function parseInline(source) {
  const nodes = []
  let plain = ''
  const flush = () => {
    if (plain) nodes.push({ type: 'text', text: decode(plain) })
    plain = ''
  }
  let at = 0
  while (at < source.length) {
    const found = readToken(source, at)
    if (found) {
      flush()
      nodes.push(found.node)
      at = found.end
    } else {
      plain += source[at]
      at += 1
    }
  }
  flush()
  return nodes
}

function readToken(source, at) {
  const char = source[at]
  if (char === '<') return readControl(source, at)
  if (char === '`') return readCode(source, at)
  if (char === ':') return readEmoji(source, at)
  if (STYLES[char]) return readStyled(source, at)
  if (char === 'h' && !WORD.test(source[at - 1] ?? ' ')) return readBareUrl(source, at)
  return null
}

function readControl(source, at) {
  const end = source.indexOf('>', at)
  const inside = end === -1 ? '' : source.slice(at + 1, end)
  if (!inside || inside.includes('<') || inside.includes('\n')) return null
  return { node: parseControl(inside), end: end + 1 }
}

export function parseControl(inside) {
  const [target, ...rest] = inside.split('|')
  const label = rest.length > 0 ? decode(rest.join('|')) : null
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label }
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label }
  if (target.startsWith('!subteam^')) return { type: 'usergroup', id: target.slice(9), label }
  if (target.startsWith('!date^')) return parseDate(inside.slice(6))
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1), label }
  return { type: 'link', url: decode(target), children: label === null ? null : parseLabel(rest.join('|')) }
}

/** A link's label may hold emoji, nothing else. */
function parseLabel(label) {
  return label.split(/(:[a-z0-9_+'-]+:)/).flatMap((piece, index) => {
    if (!piece) return []
    return [index % 2 ? { type: 'emoji', name: piece.slice(1, -1) } : { type: 'text', text: decode(piece) }]
  })
}

/** `1392734382^{date} {time}^https://link|fallback` */
function parseDate(body) {
  const bar = body.lastIndexOf('|')
  const [at, format = '', url = null] = (bar === -1 ? body : body.slice(0, bar)).split('^')
  return {
    type: 'date',
    at: Number(at),
    format: decode(format),
    url,
    fallback: bar === -1 ? '' : decode(body.slice(bar + 1)),
  }
}

function readCode(source, at) {
  const end = source.indexOf('`', at + 1)
  const text = end === -1 ? '' : source.slice(at + 1, end)
  if (!text.trim() || text.includes('\n')) return null
  return { node: { type: 'code', children: parsePre(text) }, end: end + 1 }
}

function readEmoji(source, at) {
  const match = /^:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/.exec(source.slice(at, at + 60))
  if (!match || /^\d+$/.test(match[1])) return null
  return { node: { type: 'emoji', name: match[1] }, end: at + match[0].length }
}

/** Opens at a word boundary before a non-space, closes after a non-space before a word boundary, on one line. */
function readStyled(source, at) {
  const mark = source[at]
  const next = source[at + 1] ?? ' '
  if (WORD.test(source[at - 1] ?? ' ') || /\s/.test(next) || next === mark) return null
  for (let end = at + 2; end < source.length && source[end] !== '\n'; end++) {
    if (source[end] === '`') end = Math.max(end, source.indexOf('`', end + 1))
    else if (source[end] === '<') end = Math.max(end, source.indexOf('>', end))
    else if (source[end] === mark && !/\s/.test(source[end - 1]) && !WORD.test(source[end + 1] ?? ' ')) {
      const children = parseInline(source.slice(at + 1, end))
      return { node: { type: STYLES[mark], children }, end: end + 1 }
    }
  }
  return null
}

function readBareUrl(source, at) {
  const url = BARE_URL.exec(source.slice(at))?.[0]
  return url ? { node: { type: 'link', url: decode(url), children: null }, end: at + url.length } : null
}

export function decode(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
