const NAMELESS: Record<string, string> = { '@': 'somebody', '#': 'its channel', '!': 'a group' }

/** Our own mrkdwn as the plain text that Slack shows beside an input: it formats nothing there and names nobody. */
export function plainWords(mrkdwn: string): string {
  return mrkdwn
    .replace(
      /<([@#!]?)[^<>|]*(?:\|([^<>]*))?>/g,
      (_, sigil: string, label: string | undefined) => label ?? NAMELESS[sigil] ?? '',
    )
    .replace(/[*`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
