import { useId } from 'preact/hooks'
import { Avatar } from './avatar.js'
import { ChannelIcon } from './channel-name.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Icon, IconButton } from './icons.js'
import { Menu } from './menu.js'

const ABOUT = {
  developer: 'owns nothing alone, may acknowledge',
  owner: 'owns the payments projects',
  approver: 'platform team, admin of the bot',
  'other-team': 'owns the search projects, nothing of payments',
  outsider: 'external: belongs to another workspace',
  guest: 'guest in a single channel',
}

export function Sidebar({ channels, current, open, onClose }) {
  const { workspace, go } = usePage()
  const onOpen = (channel) => {
    go({ channel: channel.id, thread: null })
    onClose()
  }
  return html`<nav class=${`sidebar ${open ? 'open' : ''}`} aria-label="Workspace">
    <header class="sidebar-head">
      <span class="team-mark" aria-hidden="true">${workspace.team.name[0]}</span>
      <h1>${workspace.team.name}</h1>
      <${IconButton} class="drawer-close" icon="close" label="Close the channel list" onClick=${onClose} />
    </header>
    <div class="conversations">
      <${Conversations}
        label="Channels"
        channels=${channels.filter(({ im }) => !im)}
        ...${{ current, onOpen }}
      />
      <${Conversations}
        label="Direct messages"
        channels=${channels.filter(({ im }) => im)}
        ...${{ current, onOpen }}
      />
    </div>
    <${PersonaSwitch} onPick=${onClose} />
  </nav>`
}

function Conversations({ label, channels, current, onOpen }) {
  const id = useId()
  if (channels.length === 0) return null
  return html`<p class="sidebar-label" id=${id}>${label}</p>
    <ul class="channels" aria-labelledby=${id}>
      ${channels.map(
        (channel) =>
          html`<${ChannelLink}
            key=${channel.id}
            channel=${channel}
            current=${channel.id === current}
            onOpen=${() => onOpen(channel)}
          />`,
      )}
    </ul>`
}

function ChannelLink({ channel, current, onOpen }) {
  const unread = channel.unread > 0 && !current
  const label = `${channel.name}${unread ? `, ${channel.unread} unread` : ''}${channel.mentions ? `, ${channel.mentions} mentions` : ''}`
  return html`<li>
    <button
      type="button"
      class=${`channel-link ${unread ? 'unread' : ''}`}
      aria-current=${current ? 'page' : undefined}
      aria-label=${label}
      onClick=${onOpen}
    >
      <${ChannelIcon} channel=${channel} /><span class="channel-name">${channel.name}</span>
      ${channel.mentions > 0 && !current && html`<span class="badge">${channel.mentions}</span>`}
    </button>
  </li>`
}

const wordsFor = (persona) => persona.replaceAll('-', ' ')

function whoIs({ persona }) {
  return persona === 'other-team' ? 'you are in another team' : `you are the ${wordsFor(persona ?? 'person')}`
}

/** Look at the workspace through somebody else's eyes. */
function PersonaSwitch({ onPick }) {
  const { workspace, me, go } = usePage()
  const people = workspace.people.filter((one) => one.persona)
  const items = people.map((one) => ({
    key: one.id,
    checked: one.id === me.id,
    label: html`<${Avatar} id=${one.id} name=${one.realName} small=${true} /> <strong>${one.realName}</strong>
      <em>${wordsFor(one.persona)}</em>`,
    detail: ABOUT[one.persona],
    onPick: () => {
      go({ person: one.persona, channel: null, thread: null })
      onPick()
    },
  }))
  const button = html`<${Avatar} id=${me.id} name=${me.realName} />
    <span class="persona-text"><strong>${me.realName}</strong><small>${whoIs(me)}</small></span
    ><${Icon} name="down" />`
  return html`<${Menu} class="persona" label="Switch person" items=${items} button=${button} />`
}
