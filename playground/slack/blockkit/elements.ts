import limits from '../blockkit-limits.json' with { type: 'json' }
import {
  all,
  exactlyOne,
  flag,
  integer,
  isRecord,
  list,
  object,
  oneOf,
  text,
  url,
  type Check,
  type Fields,
} from './checks.ts'
import { imageElement } from './image.ts'
import {
  actionId,
  confirm,
  conversationFilter,
  option,
  optionGroup,
  placeholder,
  plainText,
} from './objects.ts'
import { inputElements } from './input-elements.ts'

const { elements } = limits
const type = text({})
const id = text({ min: 1 })

const common: Fields = { type, action_id: actionId, confirm, focus_on_load: flag }

const button = object(
  { type, text: plainText(elements.button.text.max) },
  {
    action_id: actionId,
    confirm,
    value: text({ max: elements.button.value }),
    url: url(elements.button.url),
    style: oneOf(elements.button.style),
    accessibility_label: text({ min: 1, max: elements.button.accessibility_label }),
  },
)

const overflow = object(
  { type, options: list(option({ links: true }), elements.overflow.options) },
  { action_id: actionId, confirm },
)

function choices(rule: { min: number; max: number }, initial: 'initial_option' | 'initial_options'): Check {
  const one = option({ marked: true })
  const first = initial === 'initial_option' ? one : list(one, { min: 1 })
  return all(object({ type, options: list(one, rule) }, { ...common, [initial]: first }), initialIsAnOption)
}

function staticSelect(many: boolean): Check {
  const fields: Fields = {
    ...common,
    placeholder,
    options: list(option(), elements.static_select.options),
    option_groups: list(optionGroup(), elements.static_select.option_groups),
    ...(many
      ? { initial_options: list(option(), { min: 1 }), max_selected_items: integer(1) }
      : { initial_option: option() }),
  }
  return all(object({ type }, fields), exactlyOne('options', 'option_groups'), initialIsAnOption)
}

/** Its options are asked of the app while somebody types. */
function externalSelect(many: boolean): Check {
  const { min_query_length: shortest } = elements.external_select
  return object(
    { type },
    {
      ...common,
      placeholder,
      min_query_length: integer(shortest.min),
      ...(many
        ? { initial_options: list(option(), { min: 1 }), max_selected_items: integer(1) }
        : { initial_option: option() }),
    },
  )
}

function idSelect(what: 'user' | 'conversation' | 'channel', many: boolean): Check {
  return object(
    { type },
    {
      ...common,
      placeholder,
      ...(many
        ? { [`initial_${what}s`]: list(id, { min: 1 }), max_selected_items: integer(1) }
        : { [`initial_${what}`]: id }),
      ...(what === 'conversation'
        ? { default_to_current_conversation: flag, filter: conversationFilter }
        : {}),
      ...(what !== 'user' && !many ? { response_url_enabled: flag } : {}),
    },
  )
}

/** An initial option must be equal to one of the options. */
const initialIsAnOption: Check = (value, at, report) => {
  if (!isRecord(value)) return
  const groups = Array.isArray(value['option_groups']) ? value['option_groups'] : [value]
  const known = new Set(
    groups
      .flatMap((group) => (isRecord(group) && Array.isArray(group['options']) ? group['options'] : []))
      .map(keyOf),
  )
  const initial = [value['initial_option'], value['initial_options']].flat().filter(isRecord)
  if (initial.some((chosen) => !known.has(keyOf(chosen))))
    report(
      at,
      value['initial_option'] ? 'initial_option must match an option' : 'initial_options must match options',
    )
}

function keyOf(value: unknown): string {
  if (!isRecord(value)) return ''
  const words = isRecord(value['text']) ? value['text']['text'] : ''
  return JSON.stringify([value['value'], words])
}

/** The elements that the simulated workspace draws. Everything else is refused as an unsupported type. */
export const elementChecks: Record<string, Check> = {
  button,
  overflow,
  image: imageElement,
  checkboxes: choices(elements.checkboxes.options, 'initial_options'),
  radio_buttons: choices(elements.radio_buttons.options, 'initial_option'),
  static_select: staticSelect(false),
  multi_static_select: staticSelect(true),
  external_select: externalSelect(false),
  multi_external_select: externalSelect(true),
  users_select: idSelect('user', false),
  multi_users_select: idSelect('user', true),
  conversations_select: idSelect('conversation', false),
  multi_conversations_select: idSelect('conversation', true),
  channels_select: idSelect('channel', false),
  multi_channels_select: idSelect('channel', true),
  ...inputElements,
}
