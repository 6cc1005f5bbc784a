type Block = Record<string, unknown>

export const plain = (text: string): Block => ({ type: 'plain_text', text })

export const input = (blockId: string, element: object, more: object = {}): Block => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element,
  ...more,
})

export const textInput = input('note', { type: 'plain_text_input', action_id: 'text' })

/** A modal with one text input, for tests of views. */
export const modal = (title: string, more: object = {}): Block => ({
  type: 'modal',
  title: plain(title),
  submit: plain('Save'),
  blocks: [textInput],
  ...more,
})
