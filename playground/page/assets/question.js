import { ConfirmDialog, Dialog } from './dialog.js'
import { html } from './html.js'

/**
 * What is asked before a click: `{confirm, onConfirm}`. It stands outside of what asks, so that an update of the
 * message leaves it open. `onConfirm` answers with a problem that nothing else on the page can show, or null.
 */
export function Question({ question, ask }) {
  const close = () => ask(null)
  if (question.problem) return html`<${Problem} problem=${question.problem} onClose=${close} />`
  const confirmed = async () => {
    close()
    const problem = await question.onConfirm()
    if (problem) ask({ problem })
  }
  return html`<${ConfirmDialog} confirm=${question.confirm} onConfirm=${confirmed} onClose=${close} />`
}

function Problem({ problem, onClose }) {
  return html`<${Dialog}
    class="confirm"
    title="That came to nothing"
    onClose=${onClose}
    onSubmit=${onClose}
    footer=${html`<button type="submit" class="button primary">OK</button>`}
  >
    <p role="alert">${problem}</p>
  <//>`
}
