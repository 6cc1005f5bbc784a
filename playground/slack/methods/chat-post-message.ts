import { writableChannel } from '../access.ts'
import { acceptContent, acceptMetadata, acceptThread, UNSUPPORTED_IN_MESSAGES } from '../message-arguments.ts'
import { postMessage } from '../messages.ts'
import type { ApiMethod } from '../method.ts'
import { wireMessage } from '../wire-message.ts'

export const chatPostMessage: ApiMethod = {
  name: 'chat.postMessage',
  tier: 'post',
  token: 'bot',
  scopes: ['chat:write'],
  required: ['channel'],
  unsupported: UNSUPPORTED_IN_MESSAGES,
  run(world, args) {
    const channel = writableChannel(world, args['channel'])
    const { text, blocks, warning } = acceptContent(world, args)
    const metadata = acceptMetadata(args['metadata']) ?? undefined
    const user = world.workspace.bot.userId
    const message = postMessage(world, channel, {
      user,
      text,
      blocks,
      metadata,
      threadTs: acceptThread(args),
    })
    return {
      channel: channel.id,
      ts: message.ts,
      message: wireMessage(world, channel, message, { metadata: true }),
      ...(warning ? { warning, response_metadata: { warnings: [warning] } } : {}),
    }
  },
}
