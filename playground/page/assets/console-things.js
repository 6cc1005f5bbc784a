import { useState } from 'preact/hooks'
import { ConsoleThing } from './console-thing.js'
import { html } from './html.js'

/** What is seen first is what people ask for; what it is made of comes after it. */
const SECTIONS = [
  ['elasticache-replication-group', 'Replication groups'],
  ['elasticache-cache-cluster', 'Nodes whose group is gone'],
  ['elasticache-snapshot', 'Snapshots'],
  ['ssm-parameter', 'Parameters'],
  ['elasticache-user', 'Users'],
  ['elasticache-user-group', 'User groups'],
  ['elasticache-subnet-group', 'Subnet groups'],
  ['elasticache-parameter-group', 'Parameter groups'],
]
const GROUP = 'elasticache-replication-group'
const MEMBER = 'elasticache-cache-cluster'

export function ConsoleThings({ items, reload }) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = items.filter((item) => !wanted || textOf(item).includes(wanted))
  const isEmpty = items.length === 0
  return html`<div class="filters">
      <input
        class="text-input"
        type="search"
        placeholder="Find by name, ARN, owner or tag"
        aria-label="Find in the account"
        value=${search}
        onInput=${(event) => setSearch(event.target.value)}
      />
    </div>
    <div class="pane-body" tabindex="0" role="region" aria-label="What exists in the account">
      ${
        isEmpty &&
        html`<p class="empty">
          Nothing here yet. Type <code>/resource create</code> in a channel, and watch it appear.
        </p>`
      }
      ${!isEmpty && found.length === 0 && html`<p class="empty">Nothing matches “${search.trim()}”.</p>`}
      ${SECTIONS.map(([kind, title]) => html`<${Section} key=${kind} kind=${kind} title=${title} items=${found} all=${items} reload=${reload} />`)}
    </div>`
}

function Section({ kind, title, items, all, reload }) {
  const groups = all.filter((item) => item.kind === GROUP)
  const own = items
    .filter((item) => item.kind === kind)
    .filter((item) => kind !== MEMBER || !groups.some((group) => isMember(item, group)))
  const members = kind === GROUP ? all.filter((item) => item.kind === MEMBER) : []
  if (own.length === 0) return null
  return html`<section class="things" data-kind=${kind}>
    <h3>${title} <span class="muted">${own.length}</span></h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      ${own.map(
        (item) =>
          html`<${ConsoleThing}
            key=${keyOf(item)}
            item=${item}
            members=${members.filter((member) => isMember(member, item))}
            reload=${reload}
          />`,
      )}
    </table>
  </section>`
}

/** `sessions-001`, `sessions-0001-001` */
function isMember(member, { name, region }) {
  const rest = member.name.slice(name.length)
  return member.region === region && member.name.startsWith(name) && /^(-\d{3,4})+$/.test(rest)
}

const keyOf = ({ region, name }) => `${region}/${name}`

function textOf({ name, arn, marker, tags, summary }) {
  const words = [name, arn, marker ?? '', summary, ...Object.entries(tags).map((tag) => tag.join('='))]
  return words.join('\n').toLowerCase()
}
