import limits from '../blockkit-limits.json' with { type: 'json' }
import { all, exactlyOne, object, text, url, type Check, type Fields } from './checks.ts'
import { blockId, plainText } from './objects.ts'

const { elements, blocks, objects } = limits

const slackFile = all(
  object({}, { id: text({ pattern: new RegExp(objects.slack_file.idPattern) }), url: url(3000) }),
  exactlyOne('id', 'url'),
)

function image(rule: { alt_text: { min: number; max: number }; image_url: number }, more: Fields): Check {
  return all(
    object(
      { type: text({}), alt_text: text(rule.alt_text) },
      { image_url: url(rule.image_url), slack_file: slackFile, ...more },
    ),
    exactlyOne('image_url', 'slack_file'),
  )
}

/** By URL or by Slack file. Whether that file can be shown is `checkSlackFiles`. */
export const imageElement: Check = image(elements.image, {})

export const imageBlock: Check = image(blocks.image, {
  block_id: blockId,
  title: plainText(blocks.image.title.max),
})
