import { visibleChannel } from '../access.ts'
import { ApiError } from '../api-error.ts'
import { permalink } from '../permalink.ts'
import { textOf, type ApiMethod } from '../method.ts'

export const chatGetPermalink: ApiMethod = {
  name: 'chat.getPermalink',
  tier: 'special',
  token: 'bot',
  scopes: [],
  required: ['channel', 'message_ts'],
  run(world, args) {
    const channel = visibleChannel(world, args['channel'])
    const message = channel.log.get(textOf(args, 'message_ts'))
    if (!message) throw new ApiError('message_not_found')
    return { channel: channel.id, permalink: permalink(world.url, channel.id, message) }
  },
}
