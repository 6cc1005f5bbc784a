import { useState } from 'preact/hooks'
import { channelOf, get } from './api.js'
import { channelWords } from './channel-name.js'
import { Composer } from './composer.js'
import { useLive, useLoaded, usePage } from './context.js'
import { html } from './html.js'
import { IconButton } from './icons.js'
import { MessageList } from './message-list.js'

export function ThreadPane({ channel, ts }) {
  const { me, go } = usePage()
  const place = `${me.id}/${channel.id}/${ts}`
  const [sent, setSent] = useState(0)
  const { data, error, reload } = useLoaded(place, () =>
    get(`${channelOf(me.id, channel.id)}/messages?thread_ts=${encodeURIComponent(ts)}&limit=200`),
  )
  useLive((event) => {
    if (event.type === 'reconnected') reload()
    if (['message', 'ephemeral'].includes(event.type) && (!event.channel || event.channel === channel.id))
      reload()
  })
  return html`<aside class="pane thread" aria-label="Thread">
    <header class="pane-head">
      <h2>Thread <span class="pane-sub">${channelWords(channel)}</span></h2>
      <${IconButton} icon="close" label="Close thread" onClick=${() => go({ thread: null })} />
    </header>
    ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
    ${
      data &&
      html`<${MessageList}
        messages=${data}
        channel=${channel.id}
        place=${place}
        sent=${sent}
        inThread=${true}
        label="Thread"
      />`
    }
    ${
      !error &&
      html`<${Composer}
        key=${place}
        channel=${channel}
        threadTs=${ts}
        placeholder="Reply…"
        onSent=${() => {
          setSent(sent + 1)
          reload()
        }}
      />`
    }
  </aside>`
}
