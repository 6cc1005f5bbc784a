import { html } from './html.js'

const COLOURS = ['#1f6f8b', '#8b3a62', '#3c6e47', '#6b4ea0', '#a15c1e', '#2f5d9b', '#9b3535', '#4d6b2f']

export function Avatar({ id, name, app = false, small = false }) {
  const size = small ? 'small' : ''
  if (app) {
    return html`<svg class=${`avatar ${size}`} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="7" fill="#123b5d" />
      <circle cx="18" cy="18" r="9" fill="none" stroke="#fff" stroke-width="2.6" />
      <path
        d="M18 5.500v25M5.5 18h25M9.2 9.200l17.6 17.600M26.8 9.200L9.2 26.8"
        stroke="#fff"
        stroke-width="1.8"
      />
      <circle cx="18" cy="18" r="3.4" fill="#ecb22e" />
    </svg>`
  }
  const hash = [...(id ?? '')].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 9973, 7)
  const colour = COLOURS[hash % COLOURS.length]
  const initials = (name ?? '?')
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return html`<svg class=${`avatar ${size}`} viewBox="0 0 36 36" aria-hidden="true">
    <rect width="36" height="36" rx="7" fill=${colour} />
    <text x="18" y="23.5" text-anchor="middle" font-size="14.5" font-weight="700" fill="#fff">
      ${initials}
    </text>
  </svg>`
}
