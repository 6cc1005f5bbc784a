import { readableChannel } from '../access.ts'
import { isTrue, type ApiMethod } from '../method.ts'
import { page } from '../paging.ts'
import { withinTimeline } from '../timeline.ts'
import { wireMessage } from '../wire-message.ts'

/** Newest first, without the replies of threads. */
export const conversationsHistory: ApiMethod = {
  name: 'conversations.history',
  tier: 'T3',
  token: 'bot',
  scopes: ['channels:history', 'groups:history', 'im:history'],
  required: ['channel'],
  run(world, args) {
    const channel = readableChannel(world, args['channel'])
    const within = withinTimeline(args)
    const now = world.clock.now()
    const messages = channel.log.roots().filter((m) => within(m) && (m.hiddenUntil ?? 0) <= now)
    const { items, nextCursor } = page(messages.toReversed(), args, {
      keyOf: (m) => m.ts,
      standard: 100,
      most: 999,
    })
    const metadata = isTrue(args, 'include_all_metadata')
    return {
      messages: items.map((message) => wireMessage(world, channel, message, { metadata })),
      has_more: nextCursor !== '',
      pin_count: 0,
      channel_actions_ts: null,
      channel_actions_count: 0,
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    }
  },
}
