import { requireScope, scopeKind, visibleChannel } from '../access.ts'
import { isTrue, type ApiMethod } from '../method.ts'
import { wireChannel } from '../wire-channel.ts'

export const conversationsInfo: ApiMethod = {
  name: 'conversations.info',
  tier: 'T3',
  token: 'bot',
  scopes: ['channels:read', 'groups:read', 'im:read'],
  required: ['channel'],
  run(world, args) {
    const channel = visibleChannel(world, args['channel'])
    requireScope(world, `${scopeKind(channel)}:read`)
    const counted = isTrue(args, 'include_num_members') ? { num_members: channel.members.size } : {}
    return { channel: { ...wireChannel(world, channel), ...counted } }
  },
}
