import { usePage } from './context.js'
import { Emoji, PlainText, drawUnicode } from './emoji.js'
import { html } from './html.js'
import { parseMrkdwn } from './mrkdwn.js'
import { readPermalink } from './route.js'
import { formatDateToken } from './time.js'

/** A Block Kit text object, or a message's plain `text`. */
export function TextObject({ value }) {
  if (!value) return null
  if (value.type === 'plain_text')
    return html`<${PlainText} text=${value.text ?? ''} emoji=${value.emoji !== false} />`
  return html`<${Mrkdwn} text=${value.text ?? ''} />`
}

export function Mrkdwn({ text }) {
  return parseMrkdwn(text).map((block) => {
    if (block.type === 'pre') return html`<pre class="pre"><${Inline} nodes=${block.children} /></pre>`
    if (block.type === 'quote') return html`<blockquote><${Inline} nodes=${block.children} /></blockquote>`
    return html`<span class="paragraph"><${Inline} nodes=${block.children} /></span>`
  })
}

const WRAP = { bold: 'strong', italic: 'em', strike: 's', code: 'code' }

export function Inline({ nodes }) {
  return nodes.map((node, index) => {
    const tag = WRAP[node.type]
    if (tag) return html`<${tag}><${Inline} nodes=${node.children} /><//>`
    if (node.type === 'break') return html`<br />`
    if (node.type === 'text') return drawUnicode(node.text)
    if (node.type === 'emoji') return html`<${Emoji} name=${node.name} />`
    if (node.type === 'date') return html`<${DateText} node=${node} opens=${index === 0} />`
    if (node.type === 'link') {
      return html`<${SafeLink} url=${node.url}
        >${node.children ? html`<${Inline} nodes=${node.children} />` : node.url}<//
      >`
    }
    return html`<${Mention} node=${node} />`
  })
}

function DateText({ node, opens }) {
  const { now } = usePage()
  const text = formatDateToken(node.at, node.format, { now: now(), opens }) || node.fallback
  const title = new Date(node.at * 1000).toLocaleString()
  const time = html`<time class="date" datetime=${new Date(node.at * 1000 || 0).toISOString()} title=${title}
    >${text}</time
  >`
  return node.url ? html`<${SafeLink} url=${node.url}>${time}<//>` : time
}

/** Mentions of me and of my groups are highlighted, as in Slack. */
export function Mention({ node }) {
  const { names, me, go } = usePage()
  const person = me.persona ?? me.id
  if (node.type === 'channel') {
    const channel = names.channel(node.id)
    const label = channel?.name ?? node.label ?? 'private channel'
    const open = (event) => {
      event.preventDefault()
      go({ channel: node.id, thread: null })
    }
    if (!channel) return html`<span class="mention">#${label}</span>`
    return html`<a class="mention" href=${`#/${person}/${node.id}`} onClick=${open}>#${label}</a>`
  }
  if (node.type === 'broadcast') return html`<span class="mention mine">@${node.range}</span>`
  if (node.type === 'usergroup') {
    const group = names.group(node.id)
    const label = group?.handle ?? node.label?.replace(/^@/, '') ?? node.id
    return html`<span class=${`mention ${group?.members.includes(me.id) ? 'mine' : ''}`} title=${group?.name}
      >@${label}</span
    >`
  }
  const label = names.person(node.id)?.name ?? node.label ?? node.id
  return html`<span
    class=${`mention ${node.id === me.id ? 'mine' : ''}`}
    title=${names.person(node.id)?.realName}
    >@${label}</span
  >`
}

/** Web and mail links only; a permalink of this workspace opens inside the page. */
export function SafeLink({ url, children, class: name, onClick }) {
  const { go, me, names } = usePage()
  const inside = readPermalink(url)
  if (inside && names.channel(inside.channel)) {
    const open = (event) => {
      event.preventDefault()
      onClick?.()
      go({ channel: inside.channel, thread: inside.thread })
    }
    return html`<a class=${name} href=${`#/${me.persona ?? me.id}/${inside.channel}`} onClick=${open}
      >${children}</a
    >`
  }
  if (!/^(https?|mailto):/i.test(url)) return html`<span class=${name}>${children}</span>`
  return html`<a
    class=${name}
    href=${url}
    target="_blank"
    rel="noopener noreferrer"
    onClick=${() => onClick?.()}
    >${children}</a
  >`
}
