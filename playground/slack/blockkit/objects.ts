import limits from '../blockkit-limits.json' with { type: 'json' }
import { flag, list, object, oneOf, text, url, isRecord, type Check } from './checks.ts'

const { objects } = limits

const count = (words: string, pattern: RegExp) => words.match(pattern)?.length ?? 0

// Slack keeps text escaped; that it counts the escapes is an assumption on the safe side.
const plainLength = (words: string) => words.length + count(words, /&/g) * 4 + count(words, /[<>]/g) * 3
const markedLength = (words: string) => words.length + count(words, /&(?!(?:amp|lt|gt);)/g) * 4

/** A text object. Its own findings come with the note that no schema of a text object matched. */
export function textObject(rule: { max: number; plainOnly?: boolean }): Check {
  const words = (lengthOf: (given: string) => number) => text({ min: 1, max: rule.max, lengthOf })
  const plain = object({ type: oneOf(['plain_text']), text: words(plainLength) }, { emoji: flag })
  const marked = object({ type: oneOf(['mrkdwn']), text: words(markedLength) }, { verbatim: flag })
  return (value, at, report) => {
    const found: [string, string][] = []
    const collect = (pointer: string, message: string) => void found.push([pointer, message])
    if (isRecord(value) && value['type'] === 'mrkdwn' && !rule.plainOnly) marked(value, at, collect)
    else if (isRecord(value) && typeof value['type'] === 'string' && value['type'] !== 'plain_text')
      collect(`${at}/type`, `unsupported type: ${value['type']}`)
    else plain(value, at, collect)
    if (found.length > 0) report(at, 'failed to match all allowed schemas')
    for (const [pointer, message] of found) report(pointer, message)
  }
}

export const plainText = (max: number) => textObject({ max, plainOnly: true })

export const confirm: Check = object(
  {
    title: plainText(objects.confirm.title),
    text: textObject({ max: objects.confirm.text }),
    confirm: plainText(objects.confirm.confirm),
    deny: plainText(objects.confirm.deny),
  },
  { style: oneOf(objects.confirm.style) },
)

export const placeholder = plainText(objects.placeholder)

export const actionId = text({ min: objects.action_id.min, max: objects.action_id.max })
export const blockId = text({ min: objects.block_id.min, max: objects.block_id.max })

/** `marked`: radio buttons and checkboxes take mrkdwn. `links`: only an overflow's options open a URL. */
export function option(kind: { marked?: boolean; links?: boolean } = {}): Check {
  const words = (max: number) => textObject({ max, plainOnly: !kind.marked })
  return object(
    { text: words(objects.option.text), value: text({ min: 1, max: objects.option.value.max }) },
    {
      description: words(objects.option.description),
      ...(kind.links ? { url: url(objects.option.url) } : {}),
    },
  )
}

export function optionGroup(): Check {
  const { label, options } = objects.option_group
  return object({ label: plainText(label), options: list(option(), options) })
}

export const conversationFilter: Check = (value, at, report) => {
  const names = objects.filter.include
  const include: Check = (given, pointer, tell) => {
    if (!Array.isArray(given) || given.length === 0) return tell(pointer, 'must provide at least 1 items')
    for (const [index, name] of given.entries()) oneOf(names)(name, `${pointer}/${index}`, tell)
  }
  object({}, { include, exclude_external_shared_channels: flag, exclude_bot_users: flag })(value, at, report)
  if (isRecord(value) && Object.keys(value).length < objects.filter.minProperties)
    report(at, 'failed to match schema')
}
