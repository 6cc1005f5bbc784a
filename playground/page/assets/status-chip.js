import { html } from './html.js'
import { Icon } from './icons.js'

const FINE = ['available', 'active', 'in-sync', 'done']
const GOING_ON = [
  'creating',
  'modifying',
  'deleting',
  'snapshotting',
  'rebooting cluster nodes',
  'restoring',
  'copying',
]

/** A status in colour, with its word. */
export function StatusChip({ status, kind = kindOf(status) }) {
  const icon = { good: 'check', bad: 'warning', going: 'turning' }[kind]
  return html`<span class=${`chip ${kind}`}>${icon && html`<${Icon} name=${icon} />`}${status}</span>`
}

function kindOf(status) {
  if (FINE.includes(status)) return 'good'
  return GOING_ON.includes(status) ? 'going' : 'bad'
}
