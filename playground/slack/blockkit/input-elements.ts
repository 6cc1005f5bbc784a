import limits from '../blockkit-limits.json' with { type: 'json' }
import { all, flag, integer, isRecord, list, object, oneOf, text, type Check, type Fields } from './checks.ts'
import { actionId, confirm, placeholder } from './objects.ts'

const { elements, objects } = limits
const type = text({})
const [, longest = 3000] = elements.plain_text_input.max_length

const typed: Fields = {
  action_id: actionId,
  placeholder,
  focus_on_load: flag,
  initial_value: text({}),
  dispatch_action_config: object({
    trigger_actions_on: list(oneOf(objects.dispatch_action_config.trigger_actions_on), { min: 1 }),
  }),
}

const lengthsInOrder: Check = (value, at, report) => {
  if (!isRecord(value)) return
  const { min_length: min, max_length: max } = value
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    report(`${at}/min_length`, 'must be less than or equal to max_length')
}

const numeral = text({ pattern: /^-?\d+(\.\d+)?$/ })

const moment = (initial: string, pattern: string): Check =>
  object(
    { type },
    {
      action_id: actionId,
      confirm,
      focus_on_load: flag,
      placeholder,
      [initial]: text({ pattern: new RegExp(pattern) }),
    },
  )

export const inputElements: Record<string, Check> = {
  plain_text_input: all(
    object(
      { type },
      { ...typed, multiline: flag, min_length: integer(0, longest), max_length: integer(1, longest) },
    ),
    lengthsInOrder,
  ),
  email_text_input: object({ type }, typed),
  url_text_input: object({ type }, typed),
  number_input: object(
    { type, is_decimal_allowed: flag },
    { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  datepicker: moment('initial_date', elements.datepicker.initial_date),
  timepicker: object(
    { type },
    {
      action_id: actionId,
      confirm,
      focus_on_load: flag,
      placeholder,
      timezone: text({ min: 1 }),
      initial_time: text({ pattern: new RegExp(elements.timepicker.initial_time) }),
    },
  ),
  datetimepicker: object(
    { type },
    {
      action_id: actionId,
      confirm,
      focus_on_load: flag,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
    },
  ),
}
