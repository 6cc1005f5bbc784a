/** Slack's mrkdwn as HTML. The text is Slack-escaped already (&amp; &lt; &gt;), so that only quotes are left to escape. */
export function mrkdwnHtml(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeHtml(part) : proseHtml(part)))
    .join('')
    .replaceAll('</pre><br>', '</pre>')
}

function codeHtml(part: string): string {
  if (part.startsWith('```')) return `<pre>${part.slice(3, -3).replace(/^\n/, '')}</pre>`
  return `<code>${part.slice(1, -1)}</code>`
}

function proseHtml(text: string): string {
  return text
    .split(/(<[^<>\n]+>)/)
    .map((part, index) => (index % 2 === 1 ? angleHtml(part.slice(1, -1)) : styled(part)))
    .join('')
    .replaceAll('\n', '<br>')
}

function angleHtml(inner: string): string {
  const [target = '', label] = inner.split('|')
  const date = /^!date\^(\d+)\^([^^]*)/.exec(target)
  if (date) return `<time>${label ?? new Date(Number(date[1]) * 1000).toISOString()}</time>`
  if (/^https?:\/\//.test(target)) {
    return `<a href="${target.replaceAll('"', '%22')}">${styled(label ?? target)}</a>`
  }
  return `<span class="mention">${styled(label ?? target.replace('!subteam^', '@'))}</span>`
}

function styled(text: string): string {
  return text
    .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '<b>$1</b>')
    .replaceAll(/(?<!\w)_([^_\n]+)_(?!\w)/g, '<i>$1</i>')
    .replaceAll(/(?<!\w)~([^~\n]+)~(?!\w)/g, '<s>$1</s>')
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
