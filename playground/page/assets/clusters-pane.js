import { useState } from 'preact/hooks'
import { patch } from './api.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Icon, IconButton } from './icons.js'
import { Pods } from './pods.js'
import { formatSeconds } from './time.js'
import { usePolled } from './use-polled.js'

const EVENTS_SHOWN = 8

/** What runs in each simulated cluster, as it changes. */
export function ClustersPane({ onClose }) {
  const { data, error, reload } = usePolled('/playground/clusters')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(new Set())
  const toggle = (name) => setOpen((before) => before.symmetricDifference(new Set([name])))
  return html`<aside class="pane clusters" aria-label="Clusters">
    <header class="pane-head">
      <h2>Clusters</h2>
      <${IconButton} icon="close" label="Close clusters" onClick=${onClose} />
    </header>
    <div class="filters">
      <input
        class="text-input"
        type="search"
        placeholder="Find a service, e.g. checkout"
        aria-label="Find a service"
        value=${search}
        onInput=${(event) => setSearch(event.target.value)}
      />
    </div>
    <div class="pane-body" tabindex="0" role="region" aria-label="Clusters and their workloads">
      ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
      ${(data ?? []).map(
        (cluster) =>
          html`<${Cluster}
            key=${cluster.name}
            cluster=${cluster}
            search=${search.trim().toLowerCase()}
            open=${open.has(cluster.name)}
            onToggle=${() => toggle(cluster.name)}
            reload=${reload}
          />`,
      )}
    </div>
  </aside>`
}

function Cluster({ cluster, search, open, onToggle, reload }) {
  const { name, environment, region, workloads, simulated } = cluster
  // What moves is worth seeing without opening anything.
  const found = search
    ? workloads.filter((one) => `${one.namespace}/${one.name}`.includes(search))
    : workloads.filter((one) => open || !one.settled)
  return html`<section class="cluster" data-cluster=${name}>
    <h3>
      <button type="button" class="cluster-head" aria-expanded=${open} onClick=${onToggle}>
        <${Icon} name="down" />
        <strong>${name}</strong>
        <span class="muted">${environment} · ${region}</span>
        <${Health} cluster=${cluster} />
      </button>
    </h3>
    ${
      found.length > 0 &&
      html`<ul class="workloads">
        ${found.map((workload) => html`<${Workload} key=${`${workload.namespace}/${workload.name}`} cluster=${name} workload=${workload} />`)}
      </ul>`
    }
    ${open && simulated && html`<${Events} events=${cluster.events} /><${Faults} cluster=${cluster} reload=${reload} />`}
    ${open && html`<p class="kubeconfig">KUBECONFIG=${cluster.kubeconfig}</p>`}
  </section>`
}

function Health({ cluster: { faults, workloads, simulated } }) {
  if (!simulated) return html`<span class="cluster-health muted">your own, not shown here</span>`
  const wrong = TOGGLES.filter(({ isOn }) => isOn(faults)).map(({ label }) => label.toLowerCase())
  const moving = workloads.filter(({ settled }) => !settled).length
  return html`<span class="cluster-health">
    ${wrong.length > 0 && html`<span class="bad">API ${wrong.join(', ')}</span>`}
    ${moving > 0 ? html`<span class="warn">${moving} of ${workloads.length} changing</span>` : html`<span class="muted">${workloads.length} ready</span>`}
  </span>`
}

function Workload({ cluster, workload }) {
  const [open, setOpen] = useState(false)
  const { namespace, name, kind, tag, digest, ready, desired, updated, settled } = workload
  const words = settled ? `${ready}/${desired}` : `${ready}/${desired} ready, ${updated} new`
  return html`<li class="workload" data-workload=${`${namespace}/${name}`} data-settled=${settled}>
    <button type="button" class="workload-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <span class="workload-name">
        <span class="muted">${namespace}/</span><strong>${name}</strong>
        ${kind !== 'Deployment' && html`<small class="muted"> ${kind}</small>`}
      </span>
      <span class="workload-image"><b>${tag ?? 'no tag'}</b> <code>${short(digest)}</code></span>
      <${Bar} ready=${ready} desired=${desired} />
      <span class=${`workload-count ${settled ? 'muted' : 'warn'}`}>${words}</span>
    </button>
    ${open && html`<${Pods} cluster=${cluster} namespace=${namespace} service=${name} />`}
  </li>`
}

/** A square for each wanted pod, full when one is ready. */
function Bar({ ready, desired }) {
  return html`<span class="pod-bar" aria-hidden="true"
    >${Array.from({ length: Math.min(desired, 12) }, (_, index) => html`<i key=${index} class=${index < ready ? 'full' : ''}></i>`)}</span
  >`
}

function short(digest) {
  return digest?.replace('sha256:', '').slice(0, 7) ?? 'no digest'
}

/** Whole digests say nothing to an eye. */
function shortened(text) {
  return text.replace(/(sha256:[0-9a-f]{7})[0-9a-f]{57}/g, '$1…')
}

function Events({ events }) {
  if (events.length === 0) return html`<p class="cluster-note muted">No events yet.</p>`
  return html`<section class="cluster-part">
    <h4>Events</h4>
    <ol class="events">
      ${events.slice(0, EVENTS_SHOWN).map(
        (event) =>
          html`<li key=${`${event.about} ${event.at} ${event.message}`}>
            <time class="muted">${formatSeconds(event.at)}</time>
            <span class=${event.type === 'Warning' ? 'bad' : ''}
              >${event.type === 'Warning' && html`<${Icon} name="warning" />`}<b>${event.reason}</b></span
            >
            <span class="muted">${event.about}${event.count > 1 && ` ×${event.count}`}</span>
            <p>${shortened(event.message)}</p>
          </li>`,
      )}
    </ol>
  </section>`
}

const SLOW_MS = 3000
const TOGGLES = [
  { label: 'Unreachable', isOn: (faults) => faults.unreachable, change: (on) => ({ unreachable: on }) },
  { label: 'Unauthorized', isOn: (faults) => faults.unauthorized, change: (on) => ({ unauthorized: on }) },
  { label: 'Slow', isOn: (faults) => faults.slowMs > 0, change: (on) => ({ slowMs: on ? SLOW_MS : 0 }) },
  {
    label: 'Silent watches',
    isOn: (faults) => faults.silentWatches,
    change: (on) => ({ silentWatches: on }),
  },
]

function Faults({ cluster: { name, faults }, reload }) {
  const [problem, setProblem] = useState(null)
  const { speed } = usePage()
  const set = async (change) => {
    try {
      await patch(`/playground/clusters/${name}/faults`, change)
      setProblem(null)
    } catch (error) {
      setProblem(error.message)
    }
    reload()
  }
  return html`<fieldset class="cluster-part faults">
    <legend>What is wrong with its API</legend>
    ${TOGGLES.map(
      ({ label, isOn, change }) =>
        html`<label key=${label}
          ><input
            type="checkbox"
            checked=${isOn(faults)}
            onChange=${(event) => void set(change(event.target.checked))}
          />
          ${label}${label === 'Slow' && html` <small class="muted">${SLOW_MS / speed / 1000} s</small>`}</label
        >`,
    )}
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
  </fieldset>`
}
