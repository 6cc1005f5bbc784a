import { useState } from 'preact/hooks'
import { post } from './api.js'
import { html } from './html.js'
import { Icon } from './icons.js'

/** Makes something with a name that the bot may want: it must find it, and leave it alone. */
export function AddForeign({ regions, kinds, reload }) {
  const [kind, setKind] = useState('elasticache-replication-group')
  const [region, setRegion] = useState(regions[0])
  const [name, setName] = useState('')
  const [state, setState] = useState({})
  const add = async (event) => {
    event.preventDefault()
    try {
      await post('/playground/aws/foreign', { kind, region, name })
      setState({ made: name })
      setName('')
    } catch (error) {
      setState({ problem: error.message })
    }
    reload()
  }
  return html`<form class="foreign" onSubmit=${add}>
    <h3>Somebody else makes</h3>
    <label class="build-field"
      ><span>What</span>
      <select class="select wide" onChange=${(event) => setKind(event.target.value)}>
        ${kinds.map((one) => html`<option key=${one} value=${one} selected=${one === kind}>${one.replace('elasticache-', '').replaceAll('-', ' ')}</option>`)}
      </select>
    </label>
    <label class="build-field"
      ><span>Region</span>
      <select class="select wide" onChange=${(event) => setRegion(event.target.value)}>
        ${regions.map((one) => html`<option key=${one} value=${one} selected=${one === region}>${one}</option>`)}
      </select>
    </label>
    <label class="build-field"
      ><span>Name</span>
      <input
        class="text-input"
        required
        placeholder="payments-alpha-sessions"
        value=${name}
        onInput=${(event) => setName(event.target.value)}
      />
    </label>
    <button type="submit" class="button">Make it</button>
    <p class="scenario-result" role="status">
      ${state.made && html`<span class="good"><${Icon} name="check" /> ${state.made} is there, and not ours.</span>`}
      ${state.problem && html`<span class="bad"><${Icon} name="warning" /> ${state.problem}</span>`}
    </p>
  </form>`
}
