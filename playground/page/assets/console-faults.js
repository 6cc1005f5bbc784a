import { useState } from 'preact/hooks'
import { post } from './api.js'
import { AddForeign } from './console-foreign.js'
import { html } from './html.js'

const GROUPS = [
  ['Cost Explorer', /cost/],
  ['What AWS is short of', /capacity|quota|limit/],
  ['Who may what', /^denied|credentials|linked-role/],
  ['The network and its answers', /unreachable|throttling|server-errors|lost-answers|stale-reads/],
  ['Wrong values', /^invalid/],
  ['What takes long, or goes back', /./],
]

/** What can be made to go wrong, and how slow it all is. */
export function ConsoleFaults({ faults, pace, paces, regions, kinds, reload }) {
  const [problem, setProblem] = useState(null)
  const change = async (path, body) => {
    try {
      await post(path, body)
      setProblem(null)
    } catch (error) {
      setProblem(error.message)
    }
    reload()
  }
  const setFault = (name, on) => change('/playground/aws/faults', { ...(name && { name }), on })
  const count = faults.filter(({ isOn }) => isOn).length
  return html`<div class="pane-body" tabindex="0" role="region" aria-label="Faults and speed">
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <fieldset class="console-part">
      <legend>How long everything takes</legend>
      <div class="paces">
        ${paces.map(
          ({ name, words }) =>
            html`<button
              key=${name}
              type="button"
              class="button pace"
              aria-pressed=${pace === name}
              onClick=${() => void change('/playground/aws/pace', { pace: name })}
            >
              ${words}
            </button>`,
        )}
      </div>
    </fieldset>
    ${
      count > 0 &&
      html`<p class="faults-on">
        <span class="bad">${count === 1 ? 'One fault is on' : `${count} faults are on`}</span>
        <button type="button" class="button" onClick=${() => void setFault(null, false)}>
          Switch all off
        </button>
      </p>`
    }
    ${grouped(faults).map(
      ([title, own]) =>
        html`<fieldset key=${title} class="console-part">
          <legend>${title}</legend>
          ${own.map((fault) => html`<${Fault} key=${fault.name} ...${fault} onChange=${(on) => void setFault(fault.name, on)} />`)}
        </fieldset>`,
    )}
    <${AddForeign} regions=${regions} kinds=${kinds} reload=${reload} />
  </div>`
}

function Fault({ name, title, isOn, left, onChange }) {
  const words = left === null ? 'On' : `On, ${left} more`
  return html`<button
    type="button"
    class="fault"
    role="switch"
    aria-checked=${isOn}
    data-fault=${name}
    onClick=${() => onChange(!isOn)}
  >
    <span>${title}</span>
    <span class="fault-state">${isOn ? words : 'Off'}</span>
  </button>`
}

/** Each fault stands in the first group that it fits. */
function grouped(faults) {
  const groupOf = ({ name }) => GROUPS.find(([, fits]) => fits.test(name))?.[0]
  const byTitle = Map.groupBy(faults, groupOf)
  return GROUPS.map(([title]) => [title, byTitle.get(title) ?? []]).filter(([, own]) => own.length > 0)
}
