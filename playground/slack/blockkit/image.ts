import limits from '../blockkit-limits.json' with { type: 'json' }
import { object, text, url, type Check } from './checks.ts'
import { blockId, plainText } from './objects.ts'

const { elements, blocks } = limits

/** Images by URL only: the simulated workspace keeps no files. */
export const imageElement: Check = object({
  type: text({}),
  alt_text: text(elements.image.alt_text),
  image_url: url(elements.image.image_url),
})

export const imageBlock: Check = object(
  { type: text({}), alt_text: text(blocks.image.alt_text), image_url: url(blocks.image.image_url) },
  { block_id: blockId, title: plainText(blocks.image.title.max) },
)
