import { useState } from 'preact/hooks'
import { get, post } from './api.js'
import { useLoaded } from './context.js'
import { html } from './html.js'
import { Icon, IconButton } from './icons.js'

/** Buttons that send webhooks to the bot, as its alert sources would. */
export function SourcesPane({ onClose }) {
  const { data, error } = useLoaded('sources', () => get('/playground/alerts'))
  const groups = Map.groupBy(data ?? [], (scenario) => scenario.source)
  return html`<aside class="pane sources" aria-label="Alert sources">
    <header class="pane-head">
      <h2>Alert sources</h2>
      <${IconButton} icon="close" label="Close alert sources" onClick=${onClose} />
    </header>
    <div class="pane-body" tabindex="0" role="region" aria-label="Scenarios">
      <p class="pane-intro">Each button posts a webhook, shaped as the real sender shapes it, to the bot.</p>
      ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
      ${[...groups].map(
        ([source, scenarios]) =>
          html`<section class="source-group" key=${source}>
            <h3>${source}</h3>
            ${scenarios.map((scenario) => html`<${Scenario} key=${scenario.id} scenario=${scenario} />`)}
          </section>`,
      )}
    </div>
  </aside>`
}

function Scenario({ scenario }) {
  const [state, setState] = useState({ busy: false })
  const send = async () => {
    setState({ busy: true })
    try {
      setState({ busy: false, answer: await post(`/playground/alerts/${scenario.id}`) })
    } catch (error) {
      setState({ busy: false, problem: error.message })
    }
  }
  return html`<div class="scenario">
    <div class="scenario-text">
      <strong>${scenario.title}</strong>
      <p>${scenario.description}</p>
    </div>
    <button
      type="button"
      class=${`button ${state.busy ? 'busy' : ''}`}
      data-scenario=${scenario.id}
      aria-label=${`Send: ${scenario.title}`}
      disabled=${state.busy}
      aria-busy=${state.busy}
      onClick=${send}
    >
      Send
    </button>
    <p class="scenario-result" role="status">
      ${state.answer && html`<span class="good"><${Icon} name="check" /> HTTP ${state.answer.status}, ${state.answer.alerts} ${state.answer.alerts === 1 ? 'alert' : 'alerts'}</span>`}
      ${state.problem && html`<span class="bad"><${Icon} name="warning" /> ${state.problem}</span>`}
    </p>
  </div>`
}
