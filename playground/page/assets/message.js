import { useRef } from 'preact/hooks'
import { Avatar } from './avatar.js'
import { Blocks } from './blocks.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { MessageFiles } from './slack-file.js'
import { Surface } from './surface.js'
import { Mrkdwn } from './text.js'
import { formatAgo, formatTime, msOf } from './time.js'

const MEMBERSHIP = { guest: 'guest', external: 'external' }

/** Who wrote it: `{id, name, app, membership}`. */
export function authorOf(message, { names, workspace }) {
  const known = names.person(message.user)
  const app = Boolean(message.bot_id)
  const name =
    message.bot_profile?.name ?? known?.realName ?? workspace.bot?.name ?? (app ? 'Coxswain' : 'Slackbot')
  return { id: message.user ?? message.bot_id, name, app, membership: MEMBERSHIP[known?.membership] }
}

export function Message({ message, channel, compact, onOpenThread, inThread }) {
  const page = usePage()
  const author = authorOf(message, page)
  const at = msOf(message.ts)
  const latest = useRef(message)
  latest.current = message
  const surface = { channel, ts: message.ts, blocks: () => latest.current.blocks ?? [] }
  const name = ['message', compact && 'compact', message.ephemeral && 'ephemeral'].filter(Boolean).join(' ')
  const label = `${author.name}, ${formatTime(at)}`
  return html`<article class=${name} aria-label=${label} data-ts=${message.ts}>
    ${message.ephemeral && html`<p class="only-you"><${Icon} name="eye" /> Only visible to you</p>`}
    <div class="message-row">
      <div class="gutter">
        ${compact ? html`<time class="gutter-time">${formatTime(at).replace(/ [AP]M/, '')}</time>` : html`<${Avatar} ...${author} />`}
      </div>
      <div class="message-main">
        ${!compact && html`<${Head} author=${author} at=${at} />`}
        <${Surface.Provider} value=${surface}><${Content} message=${message} /><//>
        ${message.files?.length > 0 && html`<${MessageFiles} files=${message.files} />`}
        ${!inThread && message.reply_count > 0 && html`<${ThreadSummary} message=${message} onOpen=${onOpenThread} />`}
      </div>
      ${!inThread && !message.ephemeral && html`<button type="button" class="reply-button" aria-label="Reply in thread" title="Reply in thread" onClick=${() => onOpenThread(message.ts)}><${Icon} name="reply" /></button>`}
    </div>
  </article>`
}

function Head({ author, at }) {
  return html`<p class="message-head">
    <strong class="author">${author.name}</strong>
    ${author.app && html`<span class="app-badge">APP</span>`}
    ${author.membership && html`<span class="membership">${author.membership}</span>`}
    <time datetime=${new Date(at).toISOString()} title=${new Date(at).toLocaleString()}
      >${formatTime(at)}</time
    >
  </p>`
}

function Content({ message }) {
  if (message.blocks?.length) return html`<${Blocks} blocks=${message.blocks} />`
  if (!message.text && message.files?.length) return null
  return html`<div class="message-text">
    <${Mrkdwn} text=${message.text ?? ''} />${message.edited && html` <span class="edited">(edited)</span>`}
  </div>`
}

function ThreadSummary({ message, onOpen }) {
  const { now } = usePage()
  const count = `${message.reply_count} ${message.reply_count === 1 ? 'reply' : 'replies'}`
  const latest = message.latest_reply && `Last reply ${formatAgo(msOf(message.latest_reply), now())}`
  return html`<button type="button" class="thread-summary" onClick=${() => onOpen(message.ts)}>
    <span class="thread-count">${count}</span> <span class="thread-latest">${latest ?? 'View thread'}</span>
  </button>`
}
