import { visibleChannel } from '../access.ts'
import { ApiError, invalidArguments } from '../api-error.ts'
import { directMessage, openDirectMessage } from '../direct-messages.ts'
import { isTrue, textOf, type ApiMethod, type Arguments } from '../method.ts'
import { wireChannel } from '../wire-channel.ts'
import type { Channel, Person } from '../workspace.ts'
import type { World } from '../world.ts'

/** Direct messages with one person. Groups of people are not simulated. */
export const conversationsOpen: ApiMethod = {
  name: 'conversations.open',
  tier: 'T3',
  token: 'bot',
  scopes: ['im:write'],
  required: [],
  unsupported: ['prevent_creation'],
  run(world, args) {
    const { channel, isNew } = open(world, args)
    if (isNew) world.events.emit({ type: 'unread', channel: channel.id })
    return {
      ...(isNew ? {} : { no_op: true, already_open: true }),
      channel: isTrue(args, 'return_im') ? wireChannel(world, channel) : { id: channel.id },
    }
  },
}

function open(world: World, args: Arguments): { channel: Channel; isNew: boolean } {
  const id = textOf(args, 'channel')
  if (id) {
    const channel = visibleChannel(world, id)
    if (channel.im === null) throw new ApiError('method_not_supported_for_channel_type')
    return { channel, isNew: false }
  }
  const person = personOf(world, textOf(args, 'users'))
  const isNew = openDirectMessage(world.workspace, person) === undefined
  return { channel: directMessage(world.workspace, person), isNew }
}

function personOf({ workspace }: World, users: string): Person {
  const ids = users.split(',').filter(Boolean)
  const [id] = ids
  if (id === undefined) throw new ApiError('users_list_not_supplied')
  if (ids.length > 1) throw invalidArguments('not supported by this simulator: several users')
  const person = workspace.people.get(id.trim())
  if (!person) throw new ApiError('user_not_found')
  if (person.isBot) throw new ApiError('invalid_user_combination')
  if (person.deleted) throw new ApiError('user_disabled')
  return person
}
