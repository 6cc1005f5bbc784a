import { useEffect, useId, useRef } from 'preact/hooks'
import { html } from './html.js'
import { IconButton } from './icons.js'

/** A modal window: the rest of the page is inert, Escape asks to close, the focus returns afterwards. */
export function Dialog({ title, onClose, onBack, children, footer, onSubmit, class: name = '' }) {
  const ref = useRef(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    const box = ref.current
    box.showModal()
    box.querySelector('.dialog-body :is(input, textarea, select)')?.focus()
    return () => {
      box.close()
      if (before?.isConnected) before.focus()
    }
  }, [])
  const cancel = (event) => {
    event.preventDefault()
    onClose()
  }
  const submit = (event) => {
    event.preventDefault()
    onSubmit?.()
  }
  return html`<dialog ref=${ref} class=${`dialog ${name}`} aria-labelledby=${id} onCancel=${cancel}>
    <form novalidate onSubmit=${submit}>
      <header class="dialog-head">
        ${onBack && html`<${IconButton} icon="back" label="Back" onClick=${onBack} />`}
        <h2 id=${id}>${title}</h2>
        <${IconButton} icon="close" label="Close" onClick=${onClose} />
      </header>
      <div class="dialog-body">${children}</div>
      ${footer && html`<footer class="dialog-foot">${footer}</footer>`}
    </form>
  </dialog>`
}

/** Slack's confirmation object. */
export function ConfirmDialog({ confirm, onConfirm, onClose }) {
  const danger = confirm.style === 'danger'
  return html`<${Dialog}
    class="confirm"
    title=${confirm.title?.text ?? 'Are you sure?'}
    onClose=${onClose}
    onSubmit=${onConfirm}
    footer=${html`<button type="button" class="button" onClick=${onClose}>
        ${confirm.deny?.text ?? 'Cancel'}
      </button>
      <button type="submit" class=${`button ${danger ? 'danger-fill' : 'primary'}`}>
        ${confirm.confirm?.text ?? 'Yes'}
      </button>`}
  >
    <p>${confirm.text?.text ?? ''}</p>
  <//>`
}
