import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { html } from './html.js'

/**
 * A button that opens a list. `items`: `{key, label, detail?, checked?, url?, onPick}`.
 * Arrow keys move, Enter picks, Escape closes and gives the focus back.
 */
export function Menu({ label, button, items, class: name = '', align = 'start', title, footer }) {
  const [open, setOpen] = useState(false)
  const root = useRef(null)
  const id = useId()
  const close = (giveBack) => {
    setOpen(false)
    if (giveBack) root.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!open) return undefined
    root.current?.querySelector('[role^=menuitem]')?.focus()
    const outside = (event) => {
      if (!root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [open])
  const onKeyDown = (event) => {
    if (!open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      return close(true)
    }
    const entries = [...root.current.querySelectorAll('[role^=menuitem]')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || entries.length === 0) return
    event.preventDefault()
    const at = entries.indexOf(document.activeElement)
    entries[(at + step + entries.length) % entries.length].focus()
  }
  const pick = (item) => {
    if (!item.keepOpen) close(true)
    item.onPick?.()
  }
  return html`<div class=${`menu ${name}`} ref=${root} onKeyDown=${onKeyDown}>
    <button
      type="button"
      class="menu-button"
      aria-haspopup="menu"
      aria-expanded=${open}
      aria-controls=${id}
      aria-label=${label}
      title=${title ?? label}
      onClick=${() => setOpen(!open)}
    >
      ${button}
    </button>
    ${
      open &&
      html`<div class=${`menu-list ${align}`} role="menu" id=${id} aria-label=${label}>
        ${items.map((item) => html`<${Item} key=${item.key} item=${item} pick=${pick} />`)} ${footer}
      </div>`
    }
  </div>`
}

function Item({ item, pick }) {
  const inside = html`<span class="menu-label">${item.label}</span
    >${item.detail && html`<span class="menu-detail">${item.detail}</span>`}`
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio'
  if (item.url && /^https?:/i.test(item.url)) {
    return html`<a
      role=${role}
      class="menu-item"
      href=${item.url}
      target="_blank"
      rel="noopener noreferrer"
      onClick=${() => pick(item)}
      >${inside}</a
    >`
  }
  return html`<button
    type="button"
    role=${role}
    aria-checked=${item.checked}
    class="menu-item"
    onClick=${() => pick(item)}
  >
    ${inside}
  </button>`
}
