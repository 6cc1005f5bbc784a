import { useRef, useState } from 'preact/hooks'
import { ConsoleCalls } from './console-calls.js'
import { ConsoleFaults } from './console-faults.js'
import { ConsoleThings } from './console-things.js'
import { html } from './html.js'
import { IconButton } from './icons.js'
import { usePolled } from './use-polled.js'

/** What was looked at last, also through somebody else's eyes. */
const left = { tab: 'things', calls: 'all' }

/** What exists in the simulated AWS account, who called it, and what is made wrong with it. */
export function ConsolePane({ onClose }) {
  const [tab, setTab] = useState(left.tab)
  const [calls, setCalls] = useState(left.calls)
  Object.assign(left, { tab, calls })
  const { data: fresh, error, reload } = usePolled(`/playground/aws?calls=${calls}`)
  const kept = useRef(null)
  if (fresh) kept.current = fresh
  const data = kept.current
  const on = data?.faults.filter(({ isOn }) => isOn).length ?? 0
  const tabs = [
    { name: 'things', words: 'Resources', more: data?.items.length },
    { name: 'calls', words: 'Calls' },
    { name: 'faults', words: 'Faults', more: on > 0 && `${on} on`, isBad: true },
  ]
  return html`<aside class="pane console" aria-label="AWS console">
    <header class="pane-head">
      <h2>AWS console${data && html`<span class="pane-sub">simulated · ${data.accountId}</span>`}</h2>
      <${IconButton} icon="close" label="Close AWS console" onClick=${onClose} />
    </header>
    <div class="console-tabs" role="group" aria-label="Part of the console">
      ${tabs.map(
        ({ name, words, more, isBad }) =>
          html`<button
            key=${name}
            type="button"
            class="console-tab"
            aria-pressed=${tab === name}
            onClick=${() => setTab(name)}
          >
            ${words}${(more || more === 0) && html` <span class=${isBad ? 'bad' : 'muted'}>${more}</span>`}
          </button>`,
      )}
    </div>
    ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
    ${data && tab === 'things' && html`<${ConsoleThings} ...${data} reload=${reload} />`}
    ${data && tab === 'calls' && html`<${ConsoleCalls} calls=${data.calls} shown=${calls} onShow=${setCalls} />`}
    ${data && tab === 'faults' && html`<${ConsoleFaults} ...${data} reload=${reload} />`}
  </aside>`
}
