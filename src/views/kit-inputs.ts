import type {
  Checkboxes,
  ExternalSelect,
  InputBlock,
  MultiStaticSelect,
  PlainTextElement,
  PlainTextOption,
  RadioButtons,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import { section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { cut, plainLine } from './text.ts'

export interface OptionSpec {
  text: string
  value: string
  /** A second, smaller line. */
  more?: string
}

export type Picker = Checkboxes | ExternalSelect | MultiStaticSelect | RadioButtons | StaticSelect

/** A picker beside its name. It stands in a section: an input block would demand a submit button. */
export function picker(spec: { blockId: string; text: string; element: Picker }): SectionBlock {
  const blockId = spec.blockId.slice(0, LIMITS.blockId)
  return { ...section(spec.text), block_id: blockId, accessory: spec.element }
}

/** Filled by a Suggestion while the person types. */
export function searchSelect(spec: {
  actionId: string
  placeholder: string
  chosen: OptionSpec | null
}): ExternalSelect {
  const [chosen] = options(spec.chosen ? [spec.chosen] : [], 1)
  return {
    type: 'external_select',
    action_id: spec.actionId,
    min_query_length: 0,
    placeholder: words(spec.placeholder, LIMITS.placeholder),
    ...(chosen ? { initial_option: chosen } : {}),
  }
}

export interface ChoiceSpec {
  actionId: string
  options: OptionSpec[]
  chosen: string | null
}

/** null when there is nothing to choose from. */
export function select(spec: ChoiceSpec & { placeholder: string }): StaticSelect | null {
  const all = options(spec.options, LIMITS.selectOptions)
  const chosen = all.find(({ value }) => value === spec.chosen)
  if (all.length === 0) return null
  return {
    type: 'static_select',
    action_id: spec.actionId,
    placeholder: words(spec.placeholder, LIMITS.placeholder),
    options: all,
    ...(chosen ? { initial_option: chosen } : {}),
  }
}

/** null when there is nothing to choose from. */
export function radioButtons(spec: ChoiceSpec): RadioButtons | null {
  const all = options(spec.options, LIMITS.choiceOptions)
  const chosen = all.find(({ value }) => value === spec.chosen)
  if (all.length === 0) return null
  return {
    type: 'radio_buttons',
    action_id: spec.actionId,
    options: all,
    ...(chosen ? { initial_option: chosen } : {}),
  }
}

/** Check boxes, or a list where there are more than Slack has boxes for. `chosen` null: all of them. */
export function manyOf(spec: {
  actionId: string
  options: OptionSpec[]
  chosen: string[] | null
}): Checkboxes | MultiStaticSelect | null {
  const all = options(spec.options, LIMITS.selectOptions)
  const chosen = all.filter(({ value }) => spec.chosen === null || spec.chosen.includes(value ?? ''))
  if (all.length === 0) return null
  const common = {
    action_id: spec.actionId,
    options: all,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
  }
  return all.length <= LIMITS.choiceOptions
    ? { type: 'checkboxes', ...common }
    : { type: 'multi_static_select', placeholder: words('Choose', LIMITS.placeholder), ...common }
}

/** One short line that must be typed; the app is told while it is typed. */
export function lineInput(spec: {
  blockId: string
  actionId: string
  label: string
  placeholder: string
  hint: string
  max: number
  typed: string | null
  tells: boolean
}): InputBlock {
  const max = Math.max(1, Math.min(spec.max, LIMITS.typedText))
  const typed = spec.typed === null ? '' : cut(spec.typed, max)
  return {
    type: 'input',
    block_id: spec.blockId.slice(0, LIMITS.blockId),
    label: words(spec.label, LIMITS.inputLabel),
    ...(spec.hint === '' ? {} : { hint: words(spec.hint, LIMITS.inputLabel) }),
    ...(spec.tells ? { dispatch_action: true } : {}),
    element: {
      type: 'plain_text_input',
      action_id: spec.actionId,
      max_length: max,
      placeholder: words(spec.placeholder, LIMITS.placeholder),
      ...(typed === '' ? {} : { initial_value: typed }),
      ...(spec.tells
        ? { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] } }
        : {}),
    },
  }
}

/** A list of which one must be chosen; read when the modal is handed in. */
export function selectInput(spec: {
  blockId: string
  label: string
  hint: string
  element: StaticSelect
}): InputBlock {
  return {
    type: 'input',
    block_id: spec.blockId.slice(0, LIMITS.blockId),
    label: words(spec.label, LIMITS.inputLabel),
    ...(spec.hint === '' ? {} : { hint: words(spec.hint, LIMITS.inputLabel) }),
    element: spec.element,
  }
}

/** A text that must be typed. */
export function textInput(spec: {
  blockId: string
  actionId: string
  label: string
  placeholder: string
  hint: string
  max: number
}): InputBlock {
  return {
    type: 'input',
    block_id: spec.blockId,
    label: words(spec.label, LIMITS.inputLabel),
    hint: words(spec.hint, LIMITS.inputLabel),
    element: {
      type: 'plain_text_input',
      action_id: spec.actionId,
      multiline: true,
      min_length: 1,
      max_length: Math.min(spec.max, LIMITS.typedText),
      placeholder: words(spec.placeholder, LIMITS.placeholder),
    },
  }
}

// A value that had to be cut would mean something else: such an option is not offered.
function options(specs: OptionSpec[], most: number): PlainTextOption[] {
  const usable = specs.filter(({ value }) => value !== '' && value.length <= LIMITS.optionValue)
  const byValue = new Map(usable.map((spec) => [spec.value, spec]))
  return [...byValue.values()].slice(0, most).map(({ text, value, more }) => ({
    text: words(text, LIMITS.optionText),
    value,
    ...(more ? { description: words(more, LIMITS.optionText) } : {}),
  }))
}

function words(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: plainLine(text, max) }
}
