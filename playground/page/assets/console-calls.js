import { html } from './html.js'
import { Parts } from './parts.js'
import { StatusChip } from './status-chip.js'
import { formatSeconds } from './time.js'

const SHOWN = { all: 'All calls', writes: 'Writes only', refused: 'Refused only' }

/** The newest calls, with what became of them. */
export function ConsoleCalls({ calls, shown, onShow }) {
  return html`<div class="filters">
      <select class="select" aria-label="Which calls" onChange=${(event) => onShow(event.target.value)}>
        ${Object.entries(SHOWN).map(([value, words]) => html`<option key=${value} value=${value} selected=${value === shown}>${words}</option>`)}
      </select>
    </div>
    <div class="pane-body" tabindex="0" role="region" aria-label="Calls, newest first">
      ${calls.length === 0 && html`<p class="empty">No calls yet. Nobody asks AWS anything while nothing is in progress.</p>`}
      <ol class="calls">
        ${calls.map((call) => html`<${Call} key=${call.seq} ...${call} />`)}
      </ol>
    </div>`
}

function Call({ at, service, operation, name, region, isWrite, code, requestId }) {
  const about = [service, name, region].filter(Boolean)
  return html`<li class="call" data-operation=${operation}>
    <p class="call-line">
      <span><b class=${isWrite ? '' : 'call-read'}>${operation}</b></span>
      <${StatusChip} status=${code ?? 'done'} kind=${code === null ? (isWrite ? 'good' : 'plain') : 'bad'} />
    </p>
    <p class="muted"><${Parts} texts=${about} /></p>
    <p class="call-line muted">
      <code>${requestId}</code>
      <time>${formatSeconds(at)}</time>
    </p>
  </li>`
}
