import { html } from './html.js'
import { formatMoney } from './money.js'
import { formatTime } from './time.js'

const NAMES = { __idle__: 'idle', __unmounted__: 'unmounted volumes' }
const MINUTE_MS = 60_000

/** What each namespace costs in the hour that goes on, with a switch that lets it use more. */
export function CostHour({ hour, now, spikes, currency, change }) {
  const { start, total, namespaces } = hour
  const most = Math.max(...namespaces.map(({ cost }) => cost), 0)
  const minutes = Math.floor((now - start) / MINUTE_MS)
  // By name: rows that change places under the pointer are hit by mistake.
  const rows = namespaces.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)))
  const spikeOf = (namespace) => spikes.find((spike) => spike.namespace === namespace)
  return html`<section class="cost-part" aria-label="This hour">
    <h3>
      <span>This hour, since ${formatTime(start)}</span>
      <strong data-total>${formatMoney(total, currency)}</strong>
    </h3>
    ${
      minutes === 0 &&
      html`<p class="muted cost-note">The hour has just begun: nothing is known of it yet.</p>`
    }
    <ul class="cost-rows">
      ${rows.map(
        ({ namespace, cost, role }) =>
          html`<${Row}
            key=${namespace}
            namespace=${namespace}
            cost=${cost}
            most=${most}
            role=${role}
            spike=${spikeOf(namespace)}
            currency=${currency}
            change=${change}
          />`,
      )}
    </ul>
  </section>`
}

/** What nobody uses comes last. */
function orderOf({ namespace, role }) {
  return `${role === 'used' ? 0 : 1} ${namespace}`
}

function Row({ namespace, cost, most, role, spike, currency, change }) {
  const isOn = Boolean(spike)
  const toggle = () => void change(`spike/${namespace}`, { on: !isOn })
  return html`<li class="cost-row" data-namespace=${namespace}>
    <span class=${role === 'used' ? 'cost-name' : 'cost-name muted'}>${NAMES[namespace] ?? namespace}</span>
    <meter
      class=${`cost-bar ${isOn ? 'spiking' : ''}`}
      min="0"
      max=${most || 1}
      value=${cost}
      aria-hidden="true"
    ></meter>
    <span class="cost-amount">${formatMoney(cost, currency)}</span>
    ${
      role === 'used' &&
      html`<button
        type="button"
        class="spike"
        role="switch"
        aria-checked=${isOn}
        aria-label=${`Cost spike in ${namespace}`}
        title=${isOn ? 'End the spike' : 'It uses six times as much from now on, in every cluster'}
        onClick=${toggle}
      >
        ${isOn ? `×${spike.factor}` : 'Spike'}
      </button>`
    }
  </li>`
}
