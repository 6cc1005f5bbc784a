import { isRecord } from '../blockkit/checks.ts'
import { interactiveParts } from '../blockkit/uniqueness.ts'
import type { InputValue, InputValues } from '../input-values.ts'
import { slotOf, valueFrom } from '../input-values.ts'
import type { Block } from '../message-log.ts'
import { isExternal, withOffered } from '../offered-options.ts'
import type { OpenView } from '../view-stacks.ts'
import { UserError } from './user-error.ts'

/** What a person typed into a modal: block_id → action_id → text, option value, or a list of them. */
export type TypedValues = Record<string, Record<string, unknown>>

/** The values of a view with what was typed since. `skipUnknown`: the app may have changed the view meanwhile. */
export function withTyped(
  view: OpenView,
  typed: TypedValues,
  { skipUnknown = false }: { skipUnknown?: boolean } = {},
): InputValues {
  const result = structuredClone(view.values)
  for (const [blockId, actions] of Object.entries(typed)) {
    for (const [actionId, value] of Object.entries(isRecord(actions) ? actions : {})) {
      const element = inputIn(view, blockId, actionId)
      if (!element && skipUnknown) continue
      if (!element) throw new UserError(400, 'input_not_found', `there is no input ${blockId} / ${actionId}`)
      const chosen = valueFrom(element, value)
      if (!chosen) throw noSuchOption(element, value)
      result[blockId] = { ...result[blockId], [actionId]: chosen }
    }
  }
  return result
}

function inputIn(view: OpenView, blockId: string, actionId: string): Record<string, unknown> | undefined {
  const block = view.definition.blocks.find((one) => one.block_id === blockId)
  const parts = block ? interactiveParts(block) : []
  const element = parts.find((part) => part.element['action_id'] === actionId)?.element
  return block && element && slotOf(element) ? withOffered(view, block, element) : undefined
}

export function noSuchOption(element: Record<string, unknown>, value: unknown): UserError {
  const words = `${String(element['action_id'])} has no option ${String(value)}`
  if (!isExternal(element)) return new UserError(400, 'option_not_found', words)
  return new UserError(400, 'option_not_offered', `${words}: the app did not offer it`)
}

/** What the client itself refuses before anything is sent, by block_id. */
export function clientErrors(blocks: Block[], values: InputValues): Record<string, string> {
  const errors = blocks
    .filter((block) => block.type === 'input')
    .flatMap((block) => {
      const element = block['element'] as Record<string, unknown>
      const value = values[block.block_id]?.[String(element['action_id'])]
      const error = complaint(element, value, block['optional'] === true)
      return error ? [[block.block_id, error] as const] : []
    })
  return Object.fromEntries(errors)
}

function complaint(
  element: Record<string, unknown>,
  value: InputValue | undefined,
  optional: boolean,
): string | undefined {
  const held = value?.[slotOf(element)?.key ?? '']
  const empty =
    held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0)
  if (empty) return optional ? undefined : 'Please complete this required field.'
  if (typeof held !== 'string') return undefined
  const { type, min_length: min, max_length: max } = element
  if (type === 'plain_text_input') {
    if (typeof min === 'number' && held.length < min) return `Please enter at least ${min} characters.`
    const most = typeof max === 'number' ? max : 3000
    return held.length > most ? `Please enter no more than ${most} characters.` : undefined
  }
  if (type === 'number_input') return numberComplaint(element, held)
  if (type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(held))
    return 'Please enter a valid email address.'
  if (type === 'url_text_input' && !URL.canParse(held)) return 'Please enter a valid URL.'
  return undefined
}

function numberComplaint(element: Record<string, unknown>, held: string): string | undefined {
  const { is_decimal_allowed: decimals, min_value: least, max_value: most } = element
  const pattern = decimals === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  if (!pattern.test(held))
    return decimals === true ? 'Please enter a number.' : 'Please enter a whole number.'
  if (typeof least === 'string' && Number(held) < Number(least))
    return `Please enter a number of at least ${least}.`
  if (typeof most === 'string' && Number(held) > Number(most))
    return `Please enter a number of at most ${most}.`
  return undefined
}
