import { useState } from 'preact/hooks'
import { post } from './api.js'
import { usePage } from './context.js'
import { ConfirmDialog } from './dialog.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { Parts, Path } from './parts.js'
import { StatusChip } from './status-chip.js'
import { formatAgo } from './time.js'

/** One thing of the account with its members; opened, all that is known of it. */
export function ConsoleThing({ item, members, reload }) {
  const [open, setOpen] = useState(false)
  const { name, region, status, summary, marker, tags } = item
  return html`<tbody class="thing" data-thing=${name}>
    <tr>
      <th scope="row">
        <button type="button" class="thing-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
          <${Icon} name="down" />
          <span>
            <b><${Path} text=${name} /></b>
            <small class="muted"><${Parts} texts=${[...summary.split(' · '), region]} /></small>
          </span>
        </button>
      </th>
      <td><${StatusChip} status=${status} /></td>
      <td><${Owner} marker=${marker} team=${tags.team} /></td>
    </tr>
    ${members.map((member) => html`<${Member} key=${member.name} ...${member} />`)}
    ${
      open &&
      html`<tr class="thing-more">
        <td colspan="3"><${Details} item=${item} reload=${reload} /></td>
      </tr>`
    }
  </tbody>`
}

/** The marker proves it; the tag says it in words, once there are tags. */
function Owner({ marker, team }) {
  if (marker === null) return html`<span class="muted">not marked</span>`
  const short = marker.length > 14 ? `${marker.slice(0, 12)}…` : marker
  return html`${team && html`<span>${team}</span> `}<code title=${`coxswain:${marker}`}>${short}</code>`
}

function Member({ name, status, summary }) {
  return html`<tr class="thing-member" data-member=${name}>
    <th scope="row">
      <span
        >${name}<small class="muted"><${Parts} texts=${summary.split(' · ')} /></small
      ></span>
    </th>
    <td><${StatusChip} status=${status} /></td>
    <td></td>
  </tr>`
}

function Details({ item, reload }) {
  const { now } = usePage()
  const { arn, description, marker, tags, createdAt } = item
  const rows = [
    ['ARN', arn],
    ['Description', description],
    ['Marker', marker && `coxswain:${marker}`],
    ['Created', formatAgo(createdAt, now())],
  ]
  const tagged = Object.entries(tags)
  return html`<dl>
      ${rows.map(
        ([term, words]) =>
          words &&
          html`<dt>${term}</dt>
            <dd>${words}</dd>`,
      )}
      <dt>Tags</dt>
      <dd>
        ${
          tagged.length === 0
            ? 'none'
            : html`<ul>
                ${tagged.map(([key, value]) => html`<li key=${key}><b>${key}</b> = ${value}</li>`)}
              </ul>`
        }
      </dd>
    </dl>
    <${RemoveByHand} item=${item} reload=${reload} />`
}

function RemoveByHand({ item: { kind, name, region }, reload }) {
  const [state, setState] = useState({ asks: false })
  const remove = async () => {
    setState({ asks: false })
    try {
      await post('/playground/aws/remove', { kind, name, region })
    } catch (error) {
      setState({ asks: false, problem: error.message })
    }
    reload()
  }
  return html`<button type="button" class="button danger" onClick=${() => setState({ asks: true })}>
      Remove by hand…
    </button>
    ${state.problem && html`<p class="problem" role="alert">${state.problem}</p>`}
    ${
      state.asks &&
      html`<${ConfirmDialog}
        confirm=${{
          style: 'danger',
          title: { text: 'Remove it by hand?' },
          text: {
            text: `${name} goes at once, as if somebody removed it at the console. The bot is not told.`,
          },
          confirm: { text: 'Remove' },
        }}
        onConfirm=${() => void remove()}
        onClose=${() => setState({ asks: false })}
      />`
    }`
}
