import { newBlockId } from '../ids.ts'
import type { Block } from '../message-log.ts'
import { interactiveParts } from './uniqueness.ts'

/** Fills in what Slack fills in: block_id, action_id, `emoji: true`, `verbatim: false`. Copies, never changes. */
export function normaliseBlocks(blocks: unknown[]): Block[] {
  return blocks.map((given) => {
    const block = withTextDefaults(given) as Record<string, unknown>
    for (const { element } of interactiveParts(block)) element['action_id'] ??= newBlockId()
    block['block_id'] ??= newBlockId()
    return block as Block
  })
}

/** Rich text has no text objects: its leaves are left as they are. */
export function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value))
    if (part !== undefined && part !== null) copy[name] = withTextDefaults(part)
  if (copy['type'] === 'plain_text') copy['emoji'] ??= true
  if (copy['type'] === 'mrkdwn') copy['verbatim'] ??= false
  return copy
}
