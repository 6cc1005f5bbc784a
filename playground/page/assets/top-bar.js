import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'

export function TopBar({ isShown, onTool, onMenu, drawer, online, unread }) {
  const { speed } = usePage()
  return html`<header class="top-bar">
    <button
      type="button"
      class=${`top-button menu-toggle ${unread ? 'has-news' : ''}`}
      aria-label="Channels"
      aria-expanded=${drawer}
      onClick=${onMenu}
    >
      <${Icon} name="menu" />
    </button>
    <p class="banner" role="note">
      Simulated workspace, not
      Slack${speed === 1 ? '' : html`<span class="speed"> · time runs ${speed}×</span>`}
    </p>
    ${!online && html`<p class="offline" role="status">Connection lost, trying again…</p>`}
    <button
      type="button"
      class="top-button"
      aria-pressed=${isShown('sources')}
      onClick=${() => onTool('sources')}
    >
      <${Icon} name="bell" /><span>Alert sources</span>
    </button>
    <button
      type="button"
      class="top-button"
      aria-pressed=${isShown('inspector')}
      onClick=${() => onTool('inspector')}
    >
      <${Icon} name="braces" /><span>Payloads</span>
    </button>
  </header>`
}
