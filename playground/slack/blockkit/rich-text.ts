import limits from '../blockkit-limits.json' with { type: 'json' }
import { byType, flag, integer, list, object, oneOf, text, url, type Check } from './checks.ts'
import { blockId } from './objects.ts'

const rule = limits.blocks.rich_text
const type = text({})
const id = text({ min: 1 })
const style = object(
  {},
  {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
)

const leaf = byType({
  text: object({ type, text: text({ min: 1 }) }, { style }),
  link: object({ type, url: url(3000) }, { text: text({}), unsafe: flag, style }),
  user: object({ type, user_id: id }, { style }),
  usergroup: object({ type, usergroup_id: id }, { style }),
  team: object({ type, team_id: id }, { style }),
  channel: object({ type, channel_id: id }, { style }),
  emoji: object({ type, name: id }, { unicode: text({}), url: url(3000), style }),
  broadcast: object({ type, range: oneOf(['here', 'channel', 'everyone']) }, { style }),
  color: object({ type, value: id }, { style }),
  date: object({ type, timestamp: integer(0), format: id }, { url: url(3000), fallback: text({}), style }),
})

const [lowest = 0, deepest = 8] = rule.list.indent
const border = integer(rule.list.border[0] ?? 0, rule.list.border[1] ?? 1)
const section = object({ type, elements: list(leaf, {}) })

const part = byType({
  rich_text_section: section,
  rich_text_quote: object({ type, elements: list(leaf, {}) }, { border }),
  rich_text_preformatted: object({ type, elements: list(leaf, {}) }, { border, language: text({}) }),
  rich_text_list: object(
    { type, style: oneOf(rule.list.style), elements: list(byType({ rich_text_section: section }), {}) },
    { border, indent: integer(lowest, deepest), offset: integer(0) },
  ),
})

export const richTextBlock: Check = object({ type, elements: list(part, { min: 1 }) }, { block_id: blockId })
