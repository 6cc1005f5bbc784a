import { useState } from 'preact/hooks'
import { post } from './api.js'
import { CostDays } from './cost-days.js'
import { CostHour } from './cost-hour.js'
import { CostSources } from './cost-sources.js'
import { html } from './html.js'
import { IconButton } from './icons.js'
import { usePolled } from './use-polled.js'

/** Where figures of cost come from, what this hour costs, and what is made wrong with it. */
export function CostPane({ onClose }) {
  const { data, error, reload } = usePolled('/playground/cost')
  const [problem, setProblem] = useState(null)
  const change = async (path, body) => {
    try {
      await post(`/playground/cost/${path}`, body)
      setProblem(null)
    } catch (refusal) {
      setProblem(refusal.message)
    }
    reload()
  }
  const wrong = error?.message ?? problem
  return html`<aside class="pane cost" aria-label="Cost">
    <header class="pane-head">
      <h2>Cost<span class="pane-sub">simulated · list prices</span></h2>
      <${IconButton} icon="close" label="Close cost" onClick=${onClose} />
    </header>
    <div class="pane-body" tabindex="0" role="region" aria-label="Figures and their sources">
      ${wrong && html`<p class="problem" role="alert">${wrong}</p>`}
      ${
        data &&
        html`<${CostHour} ...${data} change=${change} />
          <${CostSources} ...${data} change=${change} />
          <${CostDays} ...${data} change=${change} />`
      }
    </div>
  </aside>`
}
