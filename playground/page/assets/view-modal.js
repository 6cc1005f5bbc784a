import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { person, post } from './api.js'
import { Avatar } from './avatar.js'
import { Blocks } from './blocks.js'
import { usePage } from './context.js'
import { Dialog } from './dialog.js'
import { PlainText } from './emoji.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { useKeptFocus } from './kept-focus.js'
import { Surface } from './surface.js'
import { stillThere, surfaceOf } from './view-surface.js'

/** What was typed into each view of the stack, so that it is still there after going back. */
const typedInto = new Map()

/** The top of the modal stack. What was typed stays while block_id and action_id stay, as in Slack. */
export function ViewModal({ view, depth, onChange }) {
  const { me } = usePage()
  const [typed, setTyped] = useState(() => typedInto.get(view.id) ?? {})
  typedInto.set(view.id, typed)
  const [state, setState] = useState({ busy: false, errors: {}, problem: null })
  const latest = useRef(view)
  latest.current = view
  useKeptFocus(view)
  const surface = useMemo(
    () => surfaceOf({ view, blocks: () => latest.current.blocks, typed, setTyped, errors: state.errors }),
    [view, typed, state.errors],
  )
  useEffect(() => setTyped((before) => stillThere(before, view)), [view])
  const close = async (all) => {
    await post(`${person(me.id)}/views/${view.id}/close`, { all }).catch(() => {})
    onChange()
  }
  const submit = async () => {
    if (!view.submit || state.busy) return
    setState({ busy: true, errors: {}, problem: null })
    try {
      const answer = await post(`${person(me.id)}/views/${view.id}/submit`, { values: surface.values() })
      setState({ busy: false, errors: answer.errors ?? {}, problem: null })
    } catch (error) {
      const errors = error.answer?.errors ?? {}
      const said =
        error.code === 'operation_timeout'
          ? 'The app did not answer within 3 seconds. Try again.'
          : error.message
      setState({ busy: false, errors, problem: Object.keys(errors).length ? null : said })
    }
    onChange()
  }
  const foot = html`${state.problem && html`<p class="dialog-problem" role="alert"><${Icon} name="warning" /> ${state.problem}</p>`}
    <button type="button" class="button" onClick=${() => close(false)}>
      ${view.close?.text ?? (depth > 1 ? 'Back' : view.submit ? 'Cancel' : 'Close')}
    </button>
    ${view.submit && html`<button type="submit" class=${`button primary ${state.busy ? 'busy' : ''}`} disabled=${state.busy} aria-busy=${state.busy}><${PlainText} text=${view.submit.text} /></button>`}`
  return html`<${Dialog}
    class="view"
    title=${html`<${Avatar} app small /><${PlainText} text=${view.title?.text ?? ''} />`}
    onClose=${() => close(true)}
    onBack=${depth > 1 ? () => close(false) : undefined}
    onSubmit=${submit}
    footer=${foot}
  >
    <${Surface.Provider} value=${surface}><${Blocks} blocks=${view.blocks} /><//>
  <//>`
}
