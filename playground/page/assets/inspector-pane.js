import { useMemo, useState } from 'preact/hooks'
import { get } from './api.js'
import { useLive, useLoaded } from './context.js'
import { html } from './html.js'
import { IconButton } from './icons.js'
import { formatSeconds } from './time.js'

const DIRECTIONS = { all: 'All', 'bot→slack': 'Bot → Slack', 'slack→bot': 'Slack → bot', webhook: 'Webhooks' }
const SHOWN = 200

/** What the bot, Slack and the alert sources say to each other. */
export function InspectorPane({ onClose }) {
  const { data, error, reload } = useLoaded('traffic', () => get('/playground/traffic'))
  const [direction, setDirection] = useState('all')
  const [search, setSearch] = useState('')
  const [openId, setOpenId] = useState(null)
  useLive((event) => {
    if (event.type === 'traffic' || event.type === 'reconnected') reload()
  })
  const shown = useMemo(() => {
    const wanted = search.toLowerCase()
    return (data ?? [])
      .filter((one) => direction === 'all' || one.direction === direction)
      .filter(
        (one) =>
          !wanted ||
          one.name.toLowerCase().includes(wanted) ||
          JSON.stringify(one).toLowerCase().includes(wanted),
      )
      .slice(-SHOWN)
      .toReversed()
  }, [data, direction, search])
  return html`<aside class="pane inspector" aria-label="Payload inspector">
    <header class="pane-head">
      <h2>Payloads</h2>
      <${IconButton} icon="close" label="Close payload inspector" onClick=${onClose} />
    </header>
    <div class="filters">
      <select class="select" aria-label="Direction" onChange=${(event) => setDirection(event.target.value)}>
        ${Object.entries(DIRECTIONS).map(([value, label]) => html`<option value=${value} selected=${value === direction}>${label}</option>`)}
      </select>
      <input
        class="text-input"
        type="search"
        placeholder="Search payloads"
        aria-label="Search payloads"
        value=${search}
        onInput=${(event) => setSearch(event.target.value)}
      />
    </div>
    <div class="pane-body" tabindex="0" role="region" aria-label="Exchanges, newest first">
      ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
      ${data && shown.length === 0 && html`<p class="empty">Nothing yet.</p>`}
      <ol class="exchanges">
        ${shown.map((one) => html`<${Exchange} key=${one.id} exchange=${one} open=${one.id === openId} onToggle=${() => setOpenId(one.id === openId ? null : one.id)} />`)}
      </ol>
    </div>
  </aside>`
}

const ARROWS = {
  'bot→slack': ['out', 'bot → Slack'],
  'slack→bot': ['in', 'Slack → bot'],
  webhook: ['hook', 'webhook → bot'],
}

function Exchange({ exchange, open, onToggle }) {
  const [kind, words] = ARROWS[exchange.direction] ?? ['out', exchange.direction]
  const status = String(exchange.status ?? '')
  const failed = exchange.response?.ok === false || /^[45]|error|timeout/i.test(status)
  return html`<li class="exchange">
    <button type="button" class="exchange-head" aria-expanded=${open} onClick=${onToggle}>
      <span class=${`direction ${kind}`}>${words}</span>
      <strong>${exchange.name}</strong>
      <span class=${failed ? 'bad' : 'muted'}>${exchange.response?.error ?? status}</span>
      <span class="muted">${Math.round(exchange.ms)} ms</span>
      <time class="muted">${formatSeconds(exchange.at)}</time>
    </button>
    ${open && html`<${Payload} title="Request" value=${exchange.request} /><${Payload} title="Response" value=${exchange.response} />`}
  </li>`
}

function Payload({ title, value }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null, null, 2)
  return html`<div class="payload">
    <h4>${title}</h4>
    <pre tabindex="0">${text}</pre>
  </div>`
}
