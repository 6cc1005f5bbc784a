import { usePage } from './context.js'
import { Emoji, PlainText } from './emoji.js'
import { html } from './html.js'
import { Inline, Mention, SafeLink } from './text.js'

export function RichText({ block }) {
  return html`<div class="rich-text">
    ${block.elements.map((element) => html`<${Part} element=${element} />`)}
  </div>`
}

function Part({ element }) {
  const leaves = html`<${Leaves} elements=${element.elements} />`
  if (element.type === 'rich_text_preformatted') return html`<pre class="pre">${leaves}</pre>`
  if (element.type === 'rich_text_quote') return html`<blockquote>${leaves}</blockquote>`
  if (element.type === 'rich_text_list') return html`<${List} list=${element} />`
  return html`<div class="paragraph">${leaves}</div>`
}

function List({ list }) {
  const tag = list.style === 'ordered' ? 'ol' : 'ul'
  const indent = Math.min(8, list.indent ?? 0)
  return html`<${tag} class=${`indent-${indent}`} start=${(list.offset ?? 0) + 1}>
    ${list.elements.map((entry) => html`<li><${Leaves} elements=${entry.elements} /></li>`)}
  <//>`
}

function Leaves({ elements = [] }) {
  return elements.map((leaf) => html`<${Styled} style=${leaf.style}><${Leaf} leaf=${leaf} /><//>`)
}

function Styled({ style, children }) {
  let inside = children
  if (style?.code) inside = html`<code>${inside}</code>`
  if (style?.bold) inside = html`<strong>${inside}</strong>`
  if (style?.italic) inside = html`<em>${inside}</em>`
  if (style?.strike) inside = html`<s>${inside}</s>`
  return inside
}

function Leaf({ leaf }) {
  const { names } = usePage()
  switch (leaf.type) {
    case 'text':
      return leaf.text
        .split('\n')
        .map((line, index) => html`${index > 0 && html`<br />`}<${PlainText} text=${line} emoji=${false} />`)
    case 'link':
      return html`<${SafeLink} url=${leaf.url}>${leaf.text ?? leaf.url}<//>`
    case 'emoji':
      return html`<${Emoji} name=${leaf.name} />`
    case 'user':
      return html`<${Mention}
        node=${{ type: 'user', id: leaf.user_id, label: names.person(leaf.user_id)?.realName }}
      />`
    case 'usergroup':
      return html`<${Mention} node=${{ type: 'usergroup', id: leaf.usergroup_id, label: null }} />`
    case 'channel':
      return html`<${Mention} node=${{ type: 'channel', id: leaf.channel_id, label: null }} />`
    case 'broadcast':
      return html`<${Mention} node=${{ type: 'broadcast', range: leaf.range }} />`
    case 'date':
      return html`<${Inline}
        nodes=${[{ type: 'date', at: leaf.timestamp, format: leaf.format, url: leaf.url ?? null, fallback: leaf.fallback ?? '' }]}
      />`
    case 'color':
      return html`<code>${leaf.value}</code>`
    default:
      return `[${leaf.type}]`
  }
}
