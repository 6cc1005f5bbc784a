import { usePage } from './context.js'
import { html } from './html.js'
import { formatMoney } from './money.js'
import { Parts } from './parts.js'
import { StatusChip } from './status-chip.js'
import { formatAgo } from './time.js'

const OPENCOST_STATES = {
  '': 'Answers',
  unreachable: 'Connection cut',
  'server-errors': 'Answers 503',
  empty: 'Knows nothing',
}
const BILL_STATES = { '': 'Answers', throttled: 'Throttled', forbidden: 'Forbidden', late: 'Has no data' }

/** Each source with its state, and how it fails. */
export function CostSources({ sources, costExplorer, currency, change }) {
  const { fault, isTagActive, paidCalls } = costExplorer
  return html`<section class="cost-part" aria-label="Sources">
    <h3><span>Sources</span></h3>
    ${sources.map(
      (source) =>
        html`<${Source}
          key=${source.cluster}
          name=${source.cluster}
          title=${`OpenCost ${source.cluster}`}
          fault=${source.fault}
          states=${OPENCOST_STATES}
          facts=${openCostFacts(source, currency)}
          change=${change}
        >
          <button
            type="button"
            class="button"
            aria-label=${`Restart OpenCost ${source.cluster}`}
            title="It forgets what was in this hour until now"
            onClick=${() => void change(`restart/${source.cluster}`)}
          >
            Restart
          </button>
        <//>`,
    )}
    <${Source}
      name="cost-explorer"
      title="AWS Cost Explorer"
      fault=${fault}
      states=${BILL_STATES}
      facts=${() => [`${paidCalls.today} paid calls today`, `${paidCalls.all} since the start`, 'a day late']}
      change=${change}
    />
    <button
      type="button"
      class="fault"
      role="switch"
      aria-checked=${!isTagActive}
      onClick=${() => void change(`tag/${isTagActive ? 'inactive' : 'active'}`)}
    >
      <span>The tag project is not activated</span>
      <span class="fault-state">${isTagActive ? 'Off' : 'On'}</span>
    </button>
  </section>`
}

function openCostFacts({ hour, missedMinutes, askedAt, calls }, currency) {
  return (now) => [
    `${formatMoney(hour, currency)} this hour`,
    ...(missedMinutes > 0 ? [`first ${missedMinutes} min missing`] : []),
    askedAt === null ? 'not asked yet' : `asked ${formatAgo(askedAt, now)}, ${calls} in all`,
  ]
}

function Source({ name, title, fault, states, facts, change, children }) {
  const { now } = usePage()
  const set = (event) => void change(`source/${name}`, { fault: event.target.value || null })
  return html`<div class="cost-source" data-source=${name}>
    <div class="cost-source-head">
      <b>${title}</b>
      <${StatusChip} status=${states[fault ?? ''].toLowerCase()} kind=${fault === null ? 'good' : 'bad'} />
    </div>
    <p class="muted cost-note"><${Parts} texts=${facts(now())} /></p>
    <div class="cost-source-tools">
      <select class="select" aria-label=${`What ${title} does`} onChange=${set}>
        ${Object.entries(states).map(([value, words]) => html`<option key=${value} value=${value} selected=${value === (fault ?? '')}>${words}</option>`)}
      </select>
      ${children}
    </div>
  </div>`
}
