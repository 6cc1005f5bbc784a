import { useState } from 'preact/hooks'
import { Options, choicesOf, initialChoice } from './choices.js'
import { usePage } from './context.js'
import { PlainText } from './emoji.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { INPUTS } from './inputs.js'
import { markOf } from './kept-focus.js'
import { Menu } from './menu.js'
import { SafeLink } from './text.js'
import { useClick, useSurface } from './surface.js'

/** An interactive element of a section's accessory or an actions block. `labelId`: the words it stands beside. */
export function Element({ element, blockId, labelId }) {
  const { ask } = usePage()
  const { busy, problem, click } = useClick(element, blockId)
  const act = (value) => {
    if (element.confirm) ask({ confirm: element.confirm, onConfirm: () => click(value) })
    else void click(value)
  }
  const Kind = KINDS[element.type] ?? Unsupported
  return html`<span class=${`element ${busy ? 'busy' : ''}`} data-element=${markOf(blockId, element)}>
    <${Kind} element=${element} act=${act} busy=${busy} blockId=${blockId} labelId=${labelId} />
    ${problem && html`<span class="not-acknowledged" role="alert" title=${problem}><${Icon} name="warning" /><span class="sr-only">${problem}</span></span>`}
  </span>`
}

const STYLE = { primary: 'primary', danger: 'danger' }

function Button({ element, act, busy }) {
  const label = html`<${PlainText} text=${element.text?.text ?? ''} />`
  const name = `button ${STYLE[element.style] ?? ''} ${busy ? 'busy' : ''}`
  const onClick = () => act(element.value)
  if (element.url) return html`<${SafeLink} class=${name} url=${element.url} onClick=${onClick}>${label}<//>`
  return html`<button
    type="button"
    class=${name}
    disabled=${busy}
    aria-busy=${busy}
    aria-label=${element.accessibility_label}
    onClick=${onClick}
  >
    ${label}
  </button>`
}

function Overflow({ element, act, busy }) {
  const items = element.options.map((option) => ({
    key: option.value,
    label: html`<${PlainText} text=${option.text.text} />`,
    detail: option.description?.text,
    url: option.url,
    onPick: () => act(option.value),
  }))
  return html`<${Menu}
    class=${`overflow ${busy ? 'busy' : ''}`}
    align="end"
    label="More actions"
    items=${items}
    button=${html`<${Icon} name="more" />`}
  />`
}

/** Never disabled, nor drawn anew with its choice: either would take the focus away from who is choosing. */
function Select({ element, act, busy, labelId }) {
  const { workspace } = usePage()
  const options = choicesOf(element, workspace)
  const initial = initialChoice(element)
  if (!options) return html`<${Unsupported} element=${element} />`
  const label = element.placeholder?.text ?? 'Choose an option'
  return html`<select
    class="select"
    aria-label=${labelId ? undefined : label}
    aria-labelledby=${labelId}
    aria-busy=${busy}
    onChange=${(event) => event.target.value && act(event.target.value)}
  >
    <option value="" disabled selected=${!initial}>${label}</option>
    <${Options} groups=${options} chosen=${initial} />
  </select>`
}

/** Inputs that may also stand in an actions block: each change is a click with its new value. */
function Choosing({ element, act, blockId, labelId }) {
  const surface = useSurface()
  const kept = surface.inputs?.value(blockId, element)
  const [own, setOwn] = useState(undefined)
  const Input = INPUTS[element.type]
  const change = (value) => {
    setOwn(value)
    surface.inputs?.set(blockId, element, value)
    act(value)
  }
  return html`<${Input}
    element=${element}
    blockId=${blockId}
    value=${own ?? kept}
    onChange=${change}
    id=${`${blockId}-${element.action_id}`}
    labelId=${labelId}
  />`
}

function Unsupported({ element }) {
  return html`<span class="unsupported">${element.type} is not part of the playground yet</span>`
}

const KINDS = {
  button: Button,
  workflow_button: Button,
  overflow: Overflow,
  static_select: Select,
  external_select: Choosing,
  users_select: Select,
  channels_select: Select,
  conversations_select: Select,
  checkboxes: Choosing,
  radio_buttons: Choosing,
  datepicker: Choosing,
  timepicker: Choosing,
  datetimepicker: Choosing,
  multi_static_select: Choosing,
  multi_external_select: Choosing,
  multi_users_select: Choosing,
  multi_channels_select: Choosing,
  multi_conversations_select: Choosing,
}
