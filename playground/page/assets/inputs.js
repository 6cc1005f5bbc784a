import { useEffect, useRef } from 'preact/hooks'
import { Options, choicesOf } from './choices.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Picker } from './picker.js'
import { TextObject } from './text.js'

function TextInput({ element, value, onChange, id, invalid, describedBy, onEnter }) {
  const ref = useRef(null)
  useEffect(() => {
    if (element.focus_on_load) ref.current?.focus()
  }, [])
  const common = {
    id,
    ref,
    class: 'text-input',
    value: value ?? '',
    placeholder: element.placeholder?.text,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    onInput: (event) => onChange(event.target.value || undefined),
  }
  if (element.multiline) return html`<textarea rows="4" ...${common}></textarea>`
  const onKeyDown = (event) => {
    if (event.key === 'Enter' && onEnter) {
      event.preventDefault()
      onEnter(event.target.value)
    }
  }
  const type = { email_text_input: 'email', url_text_input: 'url' }[element.type] ?? 'text'
  const mode =
    element.type === 'number_input' ? (element.is_decimal_allowed ? 'decimal' : 'numeric') : undefined
  return html`<input type=${type} inputmode=${mode} autocomplete="off" onKeyDown=${onKeyDown} ...${common} />`
}

function SelectInput({ element, value, onChange, id, invalid, describedBy, optional }) {
  const { workspace } = usePage()
  const groups = choicesOf(element, workspace)
  if (!groups) return html`<span class="unsupported">${element.type} is not part of the playground yet</span>`
  return html`<select
    id=${id}
    class="select wide"
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    onChange=${(event) => onChange(event.target.value || undefined)}
  >
    <option value="" disabled=${!optional} selected=${!value}>
      ${element.placeholder?.text ?? 'Select an option'}
    </option>
    <${Options} groups=${groups} chosen=${value} />
  </select>`
}

/** Radio buttons, or check boxes that give a list. */
function Choices({ element, value, onChange, id, labelId, invalid, describedBy }) {
  const { workspace } = usePage()
  const many = element.type !== 'radio_buttons'
  const groups = choicesOf(element, workspace) ?? []
  const chosen = many ? (value ?? []) : value
  const toggle = (option, on) => {
    if (!many) return onChange(option)
    const next = on ? [...chosen, option] : chosen.filter((one) => one !== option)
    onChange(next.length ? next : undefined)
  }
  const scrolls = element.type.startsWith('multi_')
  return html`<div
    id=${id}
    class=${`choices ${scrolls ? 'scrolls' : ''}`}
    role=${many ? 'group' : 'radiogroup'}
    aria-labelledby=${labelId}
    aria-describedby=${describedBy}
    aria-invalid=${invalid}
  >
    ${groups.map(
      (group) =>
        html`${group.label && html`<p class="choices-label">${group.label}</p>`}
        ${group.options.map(
          (option) =>
            html`<label class="choice">
              <input
                type=${many ? 'checkbox' : 'radio'}
                name=${id}
                checked=${many ? chosen.includes(option.value) : chosen === option.value}
                onChange=${(event) => toggle(option.value, event.target.checked)}
              />
              <span
                >${option.node ? html`<${TextObject} value=${option.node} />` : option.text}${option.description && html`<small>${option.description}</small>`}</span
              >
            </label>`,
        )}`,
    )}
  </div>`
}

const pad = (number) => String(number).padStart(2, '0')

function localText(seconds) {
  const at = new Date(seconds * 1000)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

function TimeInput({ element, value, onChange, id, labelId, invalid, describedBy }) {
  const type = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' }[element.type]
  const shown = type === 'datetime-local' && value ? localText(value) : (value ?? '')
  const read = (text) => {
    if (!text) return undefined
    return type === 'datetime-local' ? Math.floor(new Date(text).getTime() / 1000) : text
  }
  return html`<input
    id=${id}
    type=${type}
    class="text-input narrow"
    value=${shown}
    aria-labelledby=${labelId}
    aria-label=${labelId ? undefined : element.placeholder?.text}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    onChange=${(event) => onChange(read(event.target.value))}
  />`
}

export const INPUTS = {
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  static_select: SelectInput,
  external_select: Picker,
  users_select: SelectInput,
  channels_select: SelectInput,
  conversations_select: SelectInput,
  radio_buttons: Choices,
  checkboxes: Choices,
  multi_static_select: Choices,
  multi_external_select: Picker,
  multi_users_select: Choices,
  multi_channels_select: Choices,
  multi_conversations_select: Choices,
  datepicker: TimeInput,
  timepicker: TimeInput,
  datetimepicker: TimeInput,
}
