import { isRecord } from './blockkit/checks.ts'
import { interactiveParts } from './blockkit/uniqueness.ts'
import type { Block } from './message-log.ts'

export type InputValue = Record<string, unknown> & { type: string }
/** As in `state.values`: block_id → action_id → value. */
export type InputValues = Record<string, Record<string, InputValue>>

/** Which key of `state.values` an element type fills, and from which `initial_…`. */
const SLOTS: Record<string, { key: string; initial: string; empty: unknown }> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
}

export const slotOf = (element: Record<string, unknown>) => SLOTS[String(element['type'])]

/** The values of all inputs in these blocks; those of `kept` with the same block_id, action_id and type stay. */
export function inputValues(blocks: Block[], kept: InputValues = {}): InputValues {
  const values: InputValues = {}
  for (const block of blocks) {
    for (const { element } of interactiveParts(block)) {
      const slot = slotOf(element)
      if (!slot) continue
      const type = String(element['type'])
      const actionId = String(element['action_id'])
      const before = kept[block.block_id]?.[actionId]
      const initial: InputValue = { type, [slot.key]: element[slot.initial] ?? slot.empty }
      values[block.block_id] = {
        ...values[block.block_id],
        [actionId]: before?.type === type ? before : initial,
      }
    }
  }
  return values
}

/** What the element holds after a person chose or typed `given`; undefined when the element has no such choice. */
export function valueFrom(element: Record<string, unknown>, given: unknown): InputValue | undefined {
  const type = String(element['type'])
  const slot = slotOf(element)
  if (!slot) return undefined
  if (given === null || given === undefined || given === '') return { type, [slot.key]: slot.empty }
  if (slot.key === 'selected_option') {
    const option = optionWith(element, given)
    return option && { type, selected_option: option }
  }
  if (slot.key === 'selected_options') {
    const chosen = [given].flat().map((one) => optionWith(element, one))
    return chosen.every(isRecord) ? { type, selected_options: chosen } : undefined
  }
  return { type, [slot.key]: Array.isArray(slot.empty) ? [given].flat() : given }
}

export function optionsOf(element: Record<string, unknown>): Record<string, unknown>[] {
  const groups = Array.isArray(element['option_groups'])
    ? element['option_groups'].filter(isRecord)
    : [element]
  return groups.flatMap((group) => (Array.isArray(group['options']) ? group['options'].filter(isRecord) : []))
}

export const optionWith = (element: Record<string, unknown>, value: unknown) =>
  optionsOf(element).find((option) => option['value'] === value)
