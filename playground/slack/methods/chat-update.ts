import { visibleChannel } from '../access.ts'
import { ApiError } from '../api-error.ts'
import { acceptMessageBlocks } from '../blockkit/message-blocks.ts'
import limits from '../blockkit-limits.json' with { type: 'json' }
import { knowledgeOf } from '../files/file-state.ts'
import { acceptMetadata, UNSUPPORTED_IN_MESSAGES } from '../message-arguments.ts'
import { changeMessage } from '../messages.ts'
import { given, textOf, type ApiMethod } from '../method.ts'
import { wireMessage } from '../wire-message.ts'

/** Text without blocks removes the blocks; metadata stays unless `{}` is given. */
export const chatUpdate: ApiMethod = {
  name: 'chat.update',
  tier: 'T3',
  token: 'bot',
  scopes: ['chat:write'],
  required: ['channel', 'ts'],
  unsupported: UNSUPPORTED_IN_MESSAGES,
  run(world, args) {
    const channel = visibleChannel(world, args['channel'])
    const message = channel.log.get(textOf(args, 'ts'))
    if (!message) throw new ApiError('message_not_found')
    if (!message.fromBot) throw new ApiError('cant_update_message')
    if (channel.archived) throw new ApiError('is_inactive')
    const text = textOf(args, 'text')
    if (text.length > limits.surfaces.message.text.updateMax) throw new ApiError('msg_too_long')
    const blocks = given(args['blocks']) ? acceptMessageBlocks(args['blocks'], knowledgeOf(world)) : []
    if (!text.trim() && blocks.length === 0) throw new ApiError('no_text')
    changeMessage(world, channel, message, { text, blocks, metadata: acceptMetadata(args['metadata']) })
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: wireMessage(world, channel, message, { metadata: true }),
    }
  },
}
