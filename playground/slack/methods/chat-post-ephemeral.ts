import { isBotMember, visibleChannel } from '../access.ts'
import { ApiError } from '../api-error.ts'
import limits from '../blockkit-limits.json' with { type: 'json' }
import { acceptContent, acceptThread, UNSUPPORTED_IN_MESSAGES } from '../message-arguments.ts'
import { postEphemeral } from '../messages.ts'
import { textOf, type ApiMethod } from '../method.ts'

export const chatPostEphemeral: ApiMethod = {
  name: 'chat.postEphemeral',
  tier: 'T4',
  token: 'bot',
  scopes: ['chat:write'],
  required: ['channel', 'user'],
  unsupported: UNSUPPORTED_IN_MESSAGES,
  run(world, args) {
    const channel = visibleChannel(world, args['channel'])
    if (channel.archived) throw new ApiError('is_archived')
    if (!isBotMember(world.workspace, channel)) throw new ApiError('not_in_channel')
    const viewer = textOf(args, 'user')
    if (!channel.members.has(viewer)) throw new ApiError('user_not_in_channel')
    const { text, blocks } = acceptContent(world, args)
    if (text.length > limits.surfaces.message.text.updateMax) throw new ApiError('msg_too_long')
    const message = postEphemeral(world, channel, { viewer, text, blocks, threadTs: acceptThread(args) })
    return { message_ts: message.ts }
  },
}
