import { isBotMember, requireScope, scopeKind } from '../access.ts'
import { ApiError } from '../api-error.ts'
import { isTrue, textOf, type ApiMethod } from '../method.ts'
import { page } from '../paging.ts'
import { wireChannel } from '../wire-channel.ts'

const SCOPES: Record<string, string> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
}

const TYPES = { channels: 'public_channel', groups: 'private_channel', im: 'im' } as const

export const conversationsList: ApiMethod = {
  name: 'conversations.list',
  tier: 'T2',
  token: 'bot',
  scopes: Object.values(SCOPES),
  required: [],
  run(world, args) {
    const types = (textOf(args, 'types') || 'public_channel').split(',').map((type) => type.trim())
    for (const type of types) {
      const scope = SCOPES[type]
      if (!scope) throw new ApiError('invalid_types')
      requireScope(world, scope)
    }
    const { workspace } = world
    const channels = [...workspace.channels.values()]
      .filter((channel) => types.includes(TYPES[scopeKind(channel)]))
      .filter((channel) => !channel.private || isBotMember(workspace, channel))
      .filter((channel) => !channel.archived || !isTrue(args, 'exclude_archived'))
    const { items, nextCursor } = page(channels, args, { keyOf: (c) => c.id, standard: 100, most: 1000 })
    return {
      channels: items.map((c) => ({ ...wireChannel(world, c), num_members: c.members.size })),
      response_metadata: { next_cursor: nextCursor },
    }
  },
}
