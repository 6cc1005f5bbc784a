import type { Channel, Workspace } from './workspace.ts'

const MARKUP = /<(?:@([UW]\w+)|!subteam\^(S\w+)|!(here|channel|everyone))(?:\|[^>]*)?>/g

/** Whom a message mentions: with blocks only what stands in them counts, since that is what people see. */
export function mentionedIn(
  workspace: Workspace,
  channel: Channel,
  message: { text: string; blocks: unknown[] },
): string[] {
  const found = new Set<string>()
  const add = (user?: string, group?: string, range?: string) => {
    if (user) found.add(user)
    for (const id of (group && workspace.groups.get(group)?.members) || []) found.add(id)
    if (range) for (const id of channel.members) found.add(id)
  }
  const read = (text: string) => {
    for (const [, user, group, range] of text.matchAll(MARKUP)) add(user, group, range)
  }
  if (message.blocks.length === 0) read(message.text)
  else visit(message.blocks, { read, add })
  return [...found].filter((id) => channel.members.has(id))
}

interface Reader {
  read(text: string): void
  add(user?: string, group?: string, range?: string): void
}

/** mrkdwn texts and the leaves of rich text; plain text mentions nobody. */
function visit(value: unknown, reader: Reader): void {
  if (Array.isArray(value)) for (const part of value) visit(part, reader)
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  const word = (name: string) => (typeof node[name] === 'string' ? node[name] : undefined)
  if (node['type'] === 'mrkdwn') reader.read(word('text') ?? '')
  else if (node['type'] === 'user') reader.add(word('user_id'))
  else if (node['type'] === 'usergroup') reader.add(undefined, word('usergroup_id'))
  else if (node['type'] === 'broadcast') reader.add(undefined, undefined, word('range'))
  for (const part of Object.values(node)) visit(part, reader)
}
