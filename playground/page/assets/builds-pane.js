import { useRef, useState } from 'preact/hooks'
import { get, post } from './api.js'
import { useLive, useLoaded, usePage } from './context.js'
import { html } from './html.js'
import { Icon, IconButton } from './icons.js'
import { formatAgo } from './time.js'

const DAY_MS = 86_400_000

/** A pipeline in one button: an image in the registry, and a webhook that tells the bot of it. */
export function BuildsPane({ onClose }) {
  const [picked, pick] = useState({ project: 'payments', service: 'checkout' })
  const path = `/playground/builds?${new URLSearchParams(picked)}`
  const { data: fresh, error, reload } = useLoaded(path, () => get(path))
  const kept = useRef(null)
  if (fresh) kept.current = fresh
  const data = kept.current
  useLive((event) => {
    if (event.type === 'traffic' || event.type === 'reconnected') reload()
  })
  return html`<aside class="pane builds" aria-label="Builds">
    <header class="pane-head">
      <h2>Builds</h2>
      <${IconButton} icon="close" label="Close builds" onClick=${onClose} />
    </header>
    <div class="pane-body" tabindex="0" role="region" aria-label="New build and the latest ones">
      <p class="pane-intro">
        A build publishes an image and tells the bot about it, as a pipeline does at its end.
      </p>
      ${error && html`<p class="empty problem" role="alert">${error.message}</p>`}
      ${data && html`<${NewBuild} ...${data} picked=${picked} onPick=${pick} onBuilt=${reload} />`}
      ${data && html`<h3 class="builds-title">Builds of ${picked.service}</h3>`}
      <ol class="build-list">
        ${(data?.builds ?? []).map((build) => html`<${Build} key=${build.digest} build=${build} scenarios=${data.scenarios} />`)}
      </ol>
    </div>
  </aside>`
}

function NewBuild({ services, scenarios, clusters, picked, onPick, onBuilt }) {
  const [scenario, setScenario] = useState('')
  const [where, setWhere] = useState('')
  const [state, setState] = useState({ busy: false })
  const service = services.find((one) => keyOf(one) === keyOf(picked)) ?? services[0]
  const pick = (key) => {
    onPick(nameOf(services.find((one) => keyOf(one) === key) ?? service))
    setState({ busy: false })
  }
  const build = async (event) => {
    event.preventDefault()
    setState({ busy: true })
    const wrong = scenario && { scenario, ...(where && { clusters: clustersIn(where, clusters) }) }
    try {
      const answer = await post('/playground/builds', {
        ...nameOf(service),
        ...wrong,
      })
      setState({ busy: false, answer })
      onBuilt()
    } catch (error) {
      setState({ busy: false, problem: error.message })
    }
  }
  return html`<form class="new-build" onSubmit=${build}>
    <${Select} label="Service" value=${keyOf(service)} onPick=${pick}>
      ${[...Map.groupBy(services, ({ project }) => project)].map(
        ([project, ofProject]) =>
          html`<optgroup key=${project} label=${project}>
            ${ofProject.map((one) => html`<option key=${keyOf(one)} value=${keyOf(one)} selected=${one === service}>${one.service}</option>`)}
          </optgroup>`,
      )}
    <//>
    <${Select} label="What goes wrong" value=${scenario} onPick=${setScenario}>
      <option value="">Nothing</option>
      ${scenarios.map(({ name, words }) => html`<option key=${name} value=${name} selected=${name === scenario}>${words}</option>`)}
    <//>
    ${
      scenario &&
      html`<${Select} label="Where" value=${where} onPick=${setWhere}>
        <option value="">In every cluster</option>
        <option value="prod" selected=${where === 'prod'}>In prod only</option>
        ${clusters.map(({ name }) => html`<option key=${name} value=${name} selected=${where === name}>In ${name} only</option>`)}
      <//>`
    }
    <button
      type="submit"
      class=${`button primary ${state.busy ? 'busy' : ''}`}
      disabled=${state.busy}
      aria-busy=${state.busy}
    >
      New build ${service.next}
    </button>
    <p class="scenario-result" role="status">
      ${state.answer && html`<${Built} answer=${state.answer} />`}
      ${state.problem && html`<span class="bad"><${Icon} name="warning" /> ${state.problem}</span>`}
    </p>
  </form>`
}

function Built({ answer: { build, status } }) {
  return html`<span class="good"
      ><${Icon} name="check" /> ${build.service} ${build.tag} built, HTTP ${status}.</span
    >
    <code>/deploy ${build.service} ${build.tag} alpha</code>`
}

function Select({ label, value, onPick, children }) {
  return html`<label class="build-field"
    ><span>${label}</span>
    <select class="select wide" value=${value} onChange=${(event) => onPick(event.target.value)}>
      ${children}
    </select>
  </label>`
}

function Build({ build, scenarios }) {
  const { now } = usePage()
  const { project, service, tag, commit, branch, author, commits, builtAt, scenario, clusters, told } = build
  const words = scenarios.find(({ name }) => name === scenario)?.words
  return html`<li class="build" data-build=${`${project}/${service}:${tag}`}>
    <p class="build-line">
      <span><span class="muted">${project}/</span><strong>${service}</strong> <b>${tag}</b></span>
      <span class="muted">${age(builtAt, now())}</span>
    </p>
    <p class="build-line muted">
      <span><code>${commit.slice(0, 7)}</code> ${branch} · ${author}</span>
      ${!told && html`<span class="bad"><${Icon} name="warning" /> the bot was not told</span>`}
    </p>
    ${words && html`<p class="build-wrong"><${Icon} name="warning" /> ${words} ${clusters ? `in ${clusters.join(', ')}` : 'everywhere'}</p>`}
    <ul>
      ${commits.map((title) => html`<li key=${title}>${title}</li>`)}
    </ul>
  </li>`
}

function age(at, now) {
  const days = Math.floor((now - at) / DAY_MS)
  return days < 1 ? formatAgo(at, now) : `${days} ${days === 1 ? 'day' : 'days'} ago`
}

const nameOf = ({ project, service }) => ({ project, service })

const keyOf = ({ project, service }) => `${project}/${service}`

const clustersIn = (where, clusters) =>
  clusters.filter(({ name, environment }) => where === name || where === environment).map(({ name }) => name)
