import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { html } from './html.js'
import { Icon } from './icons.js'
import { PickerList } from './picker-list.js'
import { useSearch } from './picker-search.js'
import { useSurface } from './surface.js'

// Texts of options that were chosen here and not yet sent: the view knows those of the others.
const texts = new Map()

/** external_select and multi_external_select: a field that searches, and a list to choose from. */
export function Picker({ element, blockId, value, onChange, id, labelId, invalid, describedBy, optional }) {
  const surface = useSurface()
  const many = element.type.startsWith('multi_')
  const chosen = many ? (value ?? []) : value ? [value] : []
  const keyOf = (one) => [surface.view_id, blockId, element.action_id, one].join('\n')
  const textOf = (one) => texts.get(keyOf(one)) ?? surface.textOf?.(blockId, element, one) ?? one
  const remove = (one) => {
    const rest = chosen.filter((other) => other !== one)
    onChange(many && rest.length ? rest : undefined)
  }
  const choose = (option) => {
    texts.set(keyOf(option.value), option.text)
    if (!many) return onChange(option.value)
    if (chosen.includes(option.value)) return remove(option.value)
    if (chosen.length < (element.max_selected_items ?? Infinity)) onChange([...chosen, option.value])
  }
  const canClear = many || optional
  return html`<div class=${`picker ${many ? 'many' : ''}`}>
    ${
      many &&
      chosen.length > 0 &&
      html`<ul class="picker-chosen">
        ${chosen.map(
          (one) =>
            html`<li key=${one}>
              ${textOf(one)}<button
                type="button"
                aria-label=${`Remove ${textOf(one)}`}
                onClick=${() => remove(one)}
              >
                <${Icon} name="close" />
              </button>
            </li>`,
        )}
      </ul>`
    }
    <${Combobox}
      element=${element}
      blockId=${blockId}
      shown=${many || chosen.length === 0 ? '' : textOf(chosen[0])}
      chosen=${chosen}
      keepOpen=${many}
      onPick=${choose}
      id=${id}
      labelId=${labelId}
      invalid=${invalid}
      describedBy=${describedBy}
    />
    ${!many && canClear && chosen.length > 0 && html`<button type="button" class="picker-clear" aria-label="Clear" title="Clear" onClick=${() => remove(value)}><${Icon} name="close" /></button>`}
  </div>`
}

/** Arrow keys move, Enter picks, Escape closes the list and leaves what was chosen. */
function Combobox({ element, blockId, shown, chosen, keepOpen, onPick, id, labelId, invalid, describedBy }) {
  const { search, forget, ...found } = useSearch(element, blockId)
  const [query, setQuery] = useState(null)
  const [active, setActive] = useState(0)
  const field = useRef(null)
  const listId = useId()
  const isOpen = query !== null
  const options = found.groups.flatMap((group) => group.options)
  const label = element.placeholder?.text ?? 'Select an option'
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus()
  }, [])
  const type = (text, how) => {
    setQuery(text)
    setActive(0)
    search(text, how)
  }
  const open = () => {
    if (!isOpen) type('', { atOnce: true })
  }
  const close = () => {
    setQuery(null)
    forget()
  }
  const pick = (option) => {
    if (keepOpen) setQuery('')
    else close()
    onPick(option)
  }
  const onKeyDown = (event) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step || event.key === 'Enter') event.preventDefault()
    if (step && isOpen && options.length) setActive((active + step + options.length) % options.length)
    else if (step || (event.key === 'Enter' && !isOpen)) open()
    else if (event.key === 'Enter' && found.state === 'found' && options[active]) pick(options[active])
    else if (event.key === 'Escape' && isOpen) {
      // Otherwise it would close the whole modal.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  return html`<input
      ref=${field}
      id=${id}
      type="text"
      class="text-input"
      role="combobox"
      autocomplete="off"
      spellcheck=${false}
      aria-expanded=${isOpen}
      aria-controls=${listId}
      aria-autocomplete="list"
      aria-activedescendant=${isOpen && options.length ? `${listId}-${active}` : undefined}
      aria-labelledby=${labelId}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      placeholder=${isOpen && shown ? shown : label}
      value=${isOpen ? query : shown}
      onClick=${open}
      onInput=${(event) => type(event.target.value)}
      onKeyDown=${onKeyDown}
      onBlur=${close}
    />
    ${isOpen && html`<${PickerList} id=${listId} label=${label} field=${field} found=${found} active=${active} chosen=${chosen} onPick=${pick} onPoint=${setActive} />`}`
}
