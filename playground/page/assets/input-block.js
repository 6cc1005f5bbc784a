import { html } from './html.js'
import { Icon } from './icons.js'
import { INPUTS } from './inputs.js'
import { markOf } from './kept-focus.js'
import { useClick, useSurface } from './surface.js'

/** A labelled input of a modal or a message; the surface keeps what is typed. */
export function InputBlock({ block }) {
  const { inputs, errors } = useSurface()
  const { element } = block
  const { click, problem } = useClick(element, block.block_id)
  const id = `input-${block.block_id}`
  const error = errors?.[block.block_id]
  const Input = INPUTS[element.type]
  const isText = /text_input|number_input/.test(element.type)
  const change = (value) => {
    inputs?.set(block.block_id, element, value)
    if (block.dispatch_action && !isText) void click(value ?? null)
  }
  const onEnter = block.dispatch_action ? (value) => void click(value) : undefined
  const described =
    [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  return html`<div
    class=${`input-block ${error ? 'invalid' : ''}`}
    data-element=${markOf(block.block_id, element)}
  >
    <label for=${id} id=${`${id}-label`}
      >${block.label?.text ?? ''}${block.optional && html` <span class="optional">(optional)</span>`}</label
    >
    ${
      Input
        ? html`<${Input}
            element=${element}
            blockId=${block.block_id}
            optional=${block.optional === true}
            value=${inputs?.value(block.block_id, element)}
            onChange=${change}
            onEnter=${onEnter}
            id=${id}
            labelId=${`${id}-label`}
            invalid=${Boolean(error)}
            describedBy=${described}
          />`
        : html`<p class="unsupported">${element.type} is not part of the playground yet</p>`
    }
    ${(error || problem) && html`<p class="input-error" id=${`${id}-error`} role="alert"><${Icon} name="warning" /> ${error ?? problem}</p>`}
    ${block.hint && html`<p class="input-hint" id=${`${id}-hint`}>${block.hint.text}</p>`}
  </div>`
}
