import { readableChannel } from '../access.ts'
import { ApiError } from '../api-error.ts'
import { isTrue, textOf, type ApiMethod } from '../method.ts'
import { page } from '../paging.ts'
import { withinTimeline } from '../timeline.ts'
import { wireMessage } from '../wire-message.ts'

/** The parent first, then the replies, oldest first; each page begins with the parent. */
export const conversationsReplies: ApiMethod = {
  name: 'conversations.replies',
  tier: 'T3',
  token: 'bot',
  scopes: ['channels:history', 'groups:history', 'im:history'],
  required: ['channel', 'ts'],
  run(world, args) {
    const channel = readableChannel(world, args['channel'])
    const now = world.clock.now()
    const visible = (message: { hiddenUntil?: number }) => (message.hiddenUntil ?? 0) <= now
    const parent = channel.log.get(textOf(args, 'ts'))
    if (!parent || !visible(parent)) throw new ApiError('thread_not_found')
    const within = withinTimeline(args)
    const replies = channel.log.replies(parent.ts).filter((m) => within(m) && visible(m))
    const { items, nextCursor } = page(replies, args, { keyOf: (m) => m.ts, standard: 1000, most: 1000 })
    const metadata = isTrue(args, 'include_all_metadata')
    return {
      messages: [parent, ...items].map((message) => wireMessage(world, channel, message, { metadata })),
      has_more: nextCursor !== '',
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    }
  },
}
