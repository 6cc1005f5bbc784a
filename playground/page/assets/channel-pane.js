import { useEffect, useRef, useState } from 'preact/hooks'
import { channelOf, get, post } from './api.js'
import { ChannelIcon, channelWords } from './channel-name.js'
import { Composer } from './composer.js'
import { useLive, useLoaded, usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { Menu } from './menu.js'
import { MessageList } from './message-list.js'

const LIMIT = 200

export function ChannelPane({ channel, unread }) {
  const { me, go } = usePage()
  const place = `${me.id}/${channel.id}`
  const path = channelOf(me.id, channel.id)
  const [sent, setSent] = useState(0)
  const { data, error, reload } = useLoaded(place, () => get(`${path}/messages?limit=${LIMIT}`))
  useLive((event) => {
    if (event.type === 'reconnected') reload()
    if (['message', 'ephemeral'].includes(event.type) && (!event.channel || event.channel === channel.id))
      reload()
  })
  const messages = (data ?? []).filter((message) => !message.thread_ts || message.thread_ts === message.ts)
  const newFrom = useFirstUnread(place, messages, unread)
  const newest = messages.at(-1)?.ts
  useEffect(() => {
    if (newest && document.visibilityState === 'visible') post(`${path}/read`).catch(() => {})
  }, [newest, path])
  const openThread = (ts) => go({ thread: ts })
  return html`<section
    class="channel"
    aria-label=${`${channel.im ? 'Direct messages with' : 'Channel'} ${channel.name}`}
  >
    <${ChannelHead} channel=${channel} />
    ${
      error
        ? html`<p class="empty problem" role="alert">${error.message}</p>`
        : data === undefined
          ? html`<p class="empty">Loading…</p>`
          : html`<${MessageList}
              messages=${messages}
              channel=${channel.id}
              place=${place}
              sent=${sent}
              newFrom=${newFrom}
              onOpenThread=${openThread}
              label=${`Messages in ${channel.name}`}
            >
              ${messages.length < LIMIT && html`<${Beginning} channel=${channel} />`}
            <//>`
    }
    <${Composer}
      key=${place}
      channel=${channel}
      placeholder=${`Message ${channelWords(channel)}`}
      onSent=${() => {
        setSent(sent + 1)
        reload()
      }}
    />
  </section>`
}

/** Where the unread part began when the channel was opened. */
function useFirstUnread(place, messages, unread) {
  const [mark, setMark] = useState({ place: null, ts: null })
  const atOpening = useRef({ place: null, unread: 0 })
  if (atOpening.current.place !== place) atOpening.current = { place, unread: unread ?? 0 }
  useEffect(() => {
    if (mark.place === place || messages.length === 0) return
    const count = atOpening.current.unread
    const ts = count > 0 ? (messages.at(-count) ?? messages[0]).ts : null
    setMark({ place, ts })
  }, [place, messages.length])
  return mark.place === place ? mark.ts : null
}

function ChannelHead({ channel }) {
  const { names } = usePage()
  const members = channel.members.map((id) => names.person(id)).filter(Boolean)
  const items = members.map((one) => ({
    key: one.id,
    label: one.realName,
    detail:
      [one.membership === 'member' ? null : one.membership, one.persona].filter(Boolean).join(' · ') ||
      undefined,
  }))
  return html`<header class="pane-head">
    <h2><${ChannelIcon} channel=${channel} />${channel.name}</h2>
    ${channel.topic && html`<p class="topic">${channel.topic}</p>`}
    <${Menu}
      class="members"
      align="end"
      label=${`${members.length} members`}
      items=${items}
      button=${html`<${Icon} name="people" />${members.length}`}
    />
  </header>`
}

function Beginning({ channel }) {
  return html`<div class="beginning">
    <h3><${ChannelIcon} channel=${channel} />${channel.name}</h3>
    ${
      channel.im
        ? html`<p>This is between <strong>${channel.name}</strong> and you alone.</p>`
        : html`<p>This is the very beginning of the <strong>#${channel.name}</strong> channel.</p>`
    }
  </div>`
}
