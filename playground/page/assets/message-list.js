import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { Message, authorOf } from './message.js'
import { useStickToEnd } from './stick-to-end.js'
import { dayKey, formatDay, msOf } from './time.js'

const SAME_GROUP_MS = 5 * 60_000

/** Messages, oldest first, with day dividers, the "new" line before `newFrom`, and repeated authors folded. */
export function MessageList({
  messages,
  channel,
  place,
  sent,
  newFrom,
  onOpenThread,
  inThread = false,
  label,
  children,
}) {
  const page = usePage()
  const { now } = page
  const last = messages.at(-1)
  const isWanted = !inThread || messages.length > 1
  const { box, content, onScroll, goToEnd, missed } = useStickToEnd({
    place,
    sent,
    lastTs: last?.ts,
    isWanted,
  })
  return html`<div class="list-wrap">
    <div class="message-list" ref=${box} onScroll=${onScroll} role="log" aria-label=${label} tabindex="0">
      <div ref=${content}>
        ${!inThread && children}
        ${messages.map((message, index) => {
          const before = messages[index - 1]
          const newDay = !inThread && (!before || dayKey(msOf(before.ts)) !== dayKey(msOf(message.ts)))
          const isNew = newFrom === message.ts
          const compact = !newDay && !isNew && follows(before, message) && !(inThread && index === 1)
          return html`${newDay && html`<div class="day" key=${`day-${message.ts}`} role="separator"><span>${formatDay(msOf(message.ts), now())}</span></div>`}
            ${isNew && html`<div class="new-line" key=${`new-${message.ts}`} role="separator"><span>New</span></div>`}
            <${Message}
              key=${message.ts}
              message=${message}
              channel=${channel}
              compact=${compact}
              onOpenThread=${onOpenThread}
              inThread=${inThread}
            />
            ${inThread && index === 0 && messages.length > 1 && html`<div class="replies-line" key="replies" role="separator"><span>${messages.length - 1} ${messages.length === 2 ? 'reply' : 'replies'}</span></div>`}`
        })}
        ${inThread && children} ${last ? null : html`<p class="empty">No messages yet.</p>`}
      </div>
    </div>
    ${missed && html`<button type="button" class="jump" onClick=${goToEnd}><${Icon} name="down" />${last.ephemeral ? `${authorOf(last, page).name} answered, only to you` : 'New messages'}</button>`}
  </div>`
}

function follows(before, message) {
  if (!before || before.user !== message.user || before.bot_id !== message.bot_id) return false
  if (before.ephemeral || message.ephemeral || before.reply_count > 0) return false
  if (message.bot_id && message.blocks?.length) return false
  return msOf(message.ts) - msOf(before.ts) < SAME_GROUP_MS
}
