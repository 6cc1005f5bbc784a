import { ApiError } from './api-error.ts'
import { acceptContent, acceptMetadata, acceptThread, refuseUnsupported } from './message-arguments.ts'
import {
  addressOf,
  changeMessage,
  postEphemeral,
  postMessage,
  removeMessage,
  UNDISPLAYABLE,
} from './messages.ts'
import { isTrue, textOf, type Arguments } from './method.ts'
import type { ResponseUrl } from './response-urls.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

/** Does what a POST to a response_url asks for. */
export function answerResponseUrl(world: World, grant: ResponseUrl, args: Arguments): void {
  refuseUnsupported(args, ['attachments', 'markdown_text', 'unfurl_text'])
  const channel = world.workspace.channels.get(grant.channelId)
  if (!channel) throw new ApiError('channel_not_found')
  if (isTrue(args, 'delete_original') && grant.source) return removeSource(world, channel, grant)
  const { text, blocks } = acceptContent(world, args)
  if (isTrue(args, 'replace_original') && grant.source) {
    const metadata = acceptMetadata(args['metadata'])
    return replaceSource(world, channel, { grant, text, blocks, metadata })
  }
  const threadTs = acceptThread(args)
  if (textOf(args, 'response_type') !== 'in_channel') {
    postEphemeral(world, channel, { viewer: grant.userId, text, blocks, threadTs })
    return
  }
  if (channel.archived) throw new ApiError('is_archived')
  const metadata = acceptMetadata(args['metadata']) ?? undefined
  postMessage(world, channel, { user: world.workspace.bot.userId, text, blocks, threadTs, metadata })
}

interface Replacement extends ReturnType<typeof acceptContent> {
  grant: ResponseUrl
  metadata: ReturnType<typeof acceptMetadata>
}

function replaceSource(world: World, channel: Channel, { grant, text, blocks, metadata }: Replacement): void {
  const { ts = '', ephemeral = false } = grant.source ?? {}
  if (!ephemeral) {
    const message = channel.log.get(ts)
    if (!message) throw new ApiError('message_not_found')
    return changeMessage(world, channel, message, { text, blocks, metadata })
  }
  const message = world.ephemerals.get(grant.userId, channel.id, ts)
  if (!message) throw new ApiError('message_not_found')
  message.text = text || UNDISPLAYABLE
  message.blocks = blocks
  world.events.emit({
    type: 'ephemeral',
    change: 'updated',
    user: grant.userId,
    ...addressOf(channel, message),
  })
}

function removeSource(world: World, channel: Channel, grant: ResponseUrl): void {
  const { ts = '', ephemeral = false } = grant.source ?? {}
  if (!ephemeral) {
    const message = channel.log.get(ts)
    if (message) removeMessage(world, channel, message)
    return
  }
  const message = world.ephemerals.get(grant.userId, channel.id, ts)
  if (!message) return
  world.ephemerals.remove(message)
  world.events.emit({
    type: 'ephemeral',
    change: 'deleted',
    user: grant.userId,
    ...addressOf(channel, message),
  })
}
