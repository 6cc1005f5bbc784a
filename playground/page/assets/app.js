import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { get, person } from './api.js'
import { BuildsPane } from './builds-pane.js'
import { channelWords, shownChannel } from './channel-name.js'
import { ChannelPane } from './channel-pane.js'
import { ClustersPane } from './clusters-pane.js'
import { ConsolePane } from './console-pane.js'
import { CostPane } from './cost-pane.js'
import { Page, useLive, useLoaded, usePage } from './context.js'
import { html } from './html.js'
import { InspectorPane } from './inspector-pane.js'
import { openLive } from './live.js'
import { Question } from './question.js'
import { useRoute } from './route.js'
import { Sidebar } from './sidebar.js'
import { SourcesPane } from './sources-pane.js'
import { ThreadPane } from './thread-pane.js'
import { TopBar } from './top-bar.js'
import { ViewModal } from './view-modal.js'

function App() {
  const { data, error, reload } = useLoaded('workspace', loadWorkspace)
  const [route, go] = useRoute()
  if (error) return html`<${Failure} error=${error} onRetry=${reload} />`
  if (!data) return html`<p class="loading">Opening the workspace…</p>`
  return html`<${Workspace}
    key=${route.person}
    ...${data}
    route=${route}
    go=${go}
    reloadWorkspace=${reload}
  />`
}

async function loadWorkspace() {
  const [workspace, clock] = await Promise.all([
    get('/playground/workspace'),
    get('/playground/clock').catch(() => null),
  ])
  return { workspace, clock: { speed: clock?.speed ?? 1, now: clock?.now ?? Date.now(), readAt: Date.now() } }
}

function Failure({ error, onRetry }) {
  return html`<div class="loading" role="alert">
    <p>${error.message}</p>
    <button type="button" class="button primary" onClick=${onRetry}>Try again</button>
  </div>`
}

function Workspace({ workspace, clock, route, go, reloadWorkspace }) {
  const people = workspace.people.filter((one) => one.persona)
  const me = workspace.people.find((one) => [one.persona, one.id].includes(route.person)) ?? people[0]
  const [question, ask] = useState(null)
  const live = useMemo(() => openLive(me.id), [me.id])
  useEffect(() => () => live.close(), [live])
  const page = useMemo(
    () => ({
      workspace,
      me,
      live,
      go,
      ask,
      names: namesOf(workspace),
      speed: clock.speed,
      now: () => clock.now + (Date.now() - clock.readAt) * clock.speed,
    }),
    [workspace, clock, me, live, route],
  )
  return html`<${Page.Provider} value=${page}
    ><${Screen} route=${route} reloadWorkspace=${reloadWorkspace} />
    ${question && html`<${Question} question=${question} ask=${ask} />`}<//
  >`
}

function namesOf(workspace) {
  const byId = (list) => {
    const map = new Map(list.map((one) => [one.id, one]))
    return (id) => map.get(id)
  }
  return { person: byId(workspace.people), channel: byId(workspace.channels), group: byId(workspace.groups) }
}

function Screen({ route, reloadWorkspace }) {
  const { me, workspace, names } = usePage()
  const [tool, setTool] = useTool()
  const [front, setFront] = useState('thread')
  const [drawer, setDrawer] = useState(false)
  const [online, setOnline] = useState(true)
  const channels = useLoaded(`${me.id}/channels`, () => get(`${person(me.id)}/channels`))
  const views = useLoaded(`${me.id}/views`, () => get(`${person(me.id)}/views`))
  useLive((event) => {
    if (event.type === 'disconnected') return setOnline(false)
    if (event.type === 'reconnected') {
      setOnline(true)
      reloadWorkspace()
    }
    if (event.type !== 'traffic') channels.reload()
    if (['view', 'reconnected'].includes(event.type)) views.reload()
  })
  const listed = (channels.data ?? []).map((one) => shownChannel(one, { names, me }))
  const channel = listed.find((one) => one.id === route.channel) ?? listed[0]
  useTitle(listed, channel, workspace)
  useEffect(() => {
    if (route.thread) setFront('thread')
  }, [route.thread])
  const isShown = (name) => tool === name && (front === 'tool' || !route.thread)
  const pickTool = (name) => {
    setTool(isShown(name) ? null : name)
    setFront('tool')
    setDrawer(false)
  }
  const top = views.data?.at(-1)
  const hasThread = Boolean(route.thread && channel)
  return html`<div class="shell" data-front=${hasThread && (front === 'thread' || !tool) ? 'thread' : 'tool'}>
    <${TopBar}
      isShown=${isShown}
      onTool=${pickTool}
      onMenu=${() => setDrawer(!drawer)}
      drawer=${drawer}
      online=${online}
      unread=${listed.some((one) => one.mentions > 0)}
    />
    <div class="columns">
      <${Sidebar}
        channels=${listed}
        current=${channel?.id}
        open=${drawer}
        onClose=${() => setDrawer(false)}
      />
      ${drawer && html`<div class="scrim" onClick=${() => setDrawer(false)}></div>`}
      <main>
        ${channel ? html`<${ChannelPane} key=${channel.id} channel=${channel} unread=${channel.unread} />` : html`<p class="empty">${channels.error?.message ?? (channels.data ? 'No channels here.' : 'Loading…')}</p>`}
      </main>
      ${hasThread && html`<${ThreadPane} key=${route.thread} channel=${channel} ts=${route.thread} />`}
      ${tool === 'sources' && html`<${SourcesPane} onClose=${() => setTool(null)} />`}
      ${tool === 'builds' && html`<${BuildsPane} onClose=${() => setTool(null)} />`}
      ${tool === 'clusters' && html`<${ClustersPane} onClose=${() => setTool(null)} />`}
      ${tool === 'console' && html`<${ConsolePane} onClose=${() => setTool(null)} />`}
      ${tool === 'cost' && html`<${CostPane} onClose=${() => setTool(null)} />`}
      ${tool === 'inspector' && html`<${InspectorPane} onClose=${() => setTool(null)} />`}
    </div>
    ${top && html`<${ViewModal} key=${top.id} view=${top} depth=${views.data.length} onChange=${views.reload} />`}
  </div>`
}

const ROOM_FOR_TOOL_PX = 1100

/** The side panel, as it was left; at first the alert sources, where there is room. */
function useTool() {
  const kept = localStorage.getItem('playground.tool') ?? 'sources'
  const [tool, setTool] = useState(innerWidth >= ROOM_FOR_TOOL_PX ? kept : '')
  const change = (name) => {
    localStorage.setItem('playground.tool', name ?? '')
    setTool(name)
  }
  return [tool, change]
}

function useTitle(listed, channel, workspace) {
  const mentions = listed.reduce((sum, one) => sum + (one.mentions ?? 0), 0)
  useEffect(() => {
    document.title = `${mentions ? `(${mentions}) ` : ''}${channel ? `${channelWords(channel)} · ` : ''}${workspace.team.name} (playground)`
  }, [mentions, channel?.name, workspace.team.name])
}

render(html`<${App} />`, document.getElementById('app'))
