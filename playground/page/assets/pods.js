import { usePage } from './context.js'
import { html } from './html.js'
import { usePolled } from './use-polled.js'

const STARTING = ['Running', 'Pending', 'ContainerCreating', 'PodInitializing', 'Terminating']

/** The pods of one service in one cluster, as long as it is open. */
export function Pods({ cluster, namespace, service }) {
  const { now } = usePage()
  const path = `/playground/clusters/${cluster}/pods?namespace=${encodeURIComponent(namespace)}`
  const { data, error } = usePolled(path)
  if (error) return html`<p class="problem">${error.message}</p>`
  if (!data) return html`<p class="cluster-note muted">Loading…</p>`
  const own = data.filter((pod) => pod.service === service).toSorted((a, b) => b.createdAt - a.createdAt)
  if (own.length === 0) return html`<p class="cluster-note muted">No pods.</p>`
  return html`<ul class="pods">
    ${own.map((pod) => html`<${Pod} key=${pod.name} pod=${pod} age=${now() - pod.createdAt} />`)}
  </ul>`
}

function Pod({ pod, age }) {
  const isFine = pod.ready || STARTING.includes(pod.status)
  const status = pod.status === 'Running' ? `Running, ${pod.ready ? 'ready' : 'not ready'}` : pod.status
  const restarts = pod.restarts > 0 ? `${pod.restarts} ${pod.restarts === 1 ? 'restart' : 'restarts'}` : null
  const more = [pod.tag ?? 'no tag', restarts, words(age)].filter(Boolean)
  return html`<li class="pod">
    <code>${pod.name}</code>
    <span class=${isFine ? (pod.ready ? 'good' : 'warn') : 'bad'}>${status}</span>
    <span class="muted">${more.join(' · ')}</span>
  </li>`
}

function words(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}
