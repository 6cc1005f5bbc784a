import type { ViewState, ViewValues } from '../../../src/commands/door.ts'
import type { Modal } from '../../../src/domain/message.ts'

/** By block id: what somebody chose or typed there; the rest is as the modal began with. */
export type Held = Record<string, string | null>

interface Element {
  action_id?: string
  initial_value?: string
  initial_option?: { value?: string }
}

/** What Slack hands over of a modal. */
export function stateOf(modal: Modal, held: Held): ViewState {
  const values: ViewValues = {}
  for (const block of modal.blocks) {
    const {
      block_id: id,
      element,
      accessory,
    } = block as {
      block_id?: string
      element?: Element
      accessory?: Element
    }
    const input = element ?? accessory
    if (id === undefined || input?.action_id === undefined) continue
    const began = input.initial_value ?? input.initial_option?.value ?? null
    values[id] = { [input.action_id]: Object.hasOwn(held, id) ? (held[id] ?? null) : began }
  }
  const { callback_id: callbackId = '', private_metadata: privateMetadata = '' } = modal
  return { id: 'V1', hash: 'h', callbackId, privateMetadata, values }
}
