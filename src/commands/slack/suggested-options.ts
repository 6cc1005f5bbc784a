import type { PlainTextOption } from '@slack/types'
import { plainLine } from '../../views/text.ts'
import type { SuggestedOption, Suggestion } from '../door.ts'

// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
const MOST_OPTIONS = 100
// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
const MOST_TEXT = 75
const MOST_VALUE = 150

export type Options =
  | { options: PlainTextOption[] }
  | { option_groups: { label: PlainTextOption['text']; options: PlainTextOption[] }[] }

export const NO_OPTIONS: Options = { options: [] }

/** Groups as Slack takes them: the first 100 options, texts cut, options left out whose value Slack would refuse. */
export function toOptions(groups: Awaited<ReturnType<Suggestion['run']>>): Options {
  let room = MOST_OPTIONS
  const filled = groups.flatMap(({ label, options }) => {
    const taken = options.filter(({ value }) => value !== '' && value.length <= MOST_VALUE).slice(0, room)
    room -= taken.length
    return taken.length > 0 ? [{ label, options: taken.map(toOption) }] : []
  })
  if (filled.every(({ label }) => label.trim() === ''))
    return { options: filled.flatMap(({ options }) => options) }
  return { option_groups: filled.map(({ label, options }) => ({ label: plain(label), options })) }
}

function toOption({ text, value, description }: SuggestedOption): PlainTextOption {
  return { text: plain(text), value, ...(description ? { description: plain(description) } : {}) }
}

const plain = (text: string): PlainTextOption['text'] => ({
  type: 'plain_text',
  text: plainLine(text, MOST_TEXT),
})
