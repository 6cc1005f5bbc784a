/** One word behind a command. Mentions come as `<@U…>` and `<#C…|name>` (`should_escape` in the manifest). */
export interface Argument {
  kind: 'word' | 'person' | 'channel'
  /** The word; the channel's name; the person's id. */
  text: string
}

const PIECE = /<([@#!]?)([^>|]*)(?:\|([^>]*))?>|"([^"]*)"|'([^']*)'|[^\s<]+|</g
// iOS and macOS type curly quotes, Korean keyboards full-width spaces and letters.
const CURLY = /[\u2018\u2019\u201A\u201B\u2032]|([\u201C\u201D\u201E\u201F\u2033])/g

export function parseArguments(text: string): Argument[] {
  const typed = text
    .normalize('NFKC')
    .replace(CURLY, (_, double: string | undefined) => (double ? '"' : "'"))
    .replace(/[\p{Cf}\u00A0]/gu, ' ')
  const found = [...typed.matchAll(PIECE)].map(toArgument)
  return found.filter((argument) => argument.text !== '')
}

/** True for the ways people ask how something goes. */
export function asksForHelp(argument: Argument | undefined): boolean {
  return (
    argument?.kind === 'word' && ['help', '--help', '-h', '?', '도움말'].includes(argument.text.toLowerCase())
  )
}

function toArgument(match: RegExpMatchArray): Argument {
  const [whole, sigil, target, label, double, single] = match
  if (target === undefined)
    return {
      kind: 'word',
      text: unescape(double ?? single ?? whole)
        .replace(/^`+|`+$/g, '')
        .trim(),
    }
  if (sigil === '@') return { kind: 'person', text: target }
  if (sigil === '#') return { kind: 'channel', text: unescape(label || target) }
  return { kind: 'word', text: unescape(label || target).replace(/^https?:\/\//, '') }
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
