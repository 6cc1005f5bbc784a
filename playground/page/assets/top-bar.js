import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'

const TOOLS = [
  { name: 'sources', icon: 'bell', words: 'Alert sources' },
  { name: 'builds', icon: 'build', words: 'Builds' },
  { name: 'clusters', icon: 'cluster', words: 'Clusters' },
  { name: 'console', icon: 'cloud', words: 'AWS console' },
  { name: 'cost', icon: 'coin', words: 'Cost' },
  { name: 'inspector', icon: 'braces', words: 'Payloads' },
]

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
    ${TOOLS.map(
      ({ name, icon, words }) =>
        html`<button
          key=${name}
          type="button"
          class="top-button"
          title=${words}
          aria-pressed=${isShown(name)}
          onClick=${() => onTool(name)}
        >
          <${Icon} name=${icon} /><span>${words}</span>
        </button>`,
    )}
  </header>`
}
