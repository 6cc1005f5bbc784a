import { ApiError } from './api-error.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

/** A channel that the bot may know of: public, or one that it is a member of. */
export function visibleChannel({ workspace }: World, id: unknown): Channel {
  const channel = workspace.channels.get(String(id))
  if (!channel || (channel.private && !isBotMember(workspace, channel)))
    throw new ApiError('channel_not_found')
  return channel
}

/** A channel that the bot may write to. */
export function writableChannel(world: World, id: unknown): Channel {
  const channel = visibleChannel(world, id)
  if (channel.archived) throw new ApiError('is_archived')
  refuseClosedMessages(world, channel)
  const open = world.manifest.botScopes.includes('chat:write.public')
  if (!open && !isBotMember(world.workspace, channel)) throw new ApiError('not_in_channel')
  return channel
}

/** A channel whose messages the bot may read; needs the scope of the channel's kind. */
export function readableChannel(world: World, id: unknown): Channel {
  const channel = visibleChannel(world, id)
  requireScope(world, `${scopeKind(channel)}:history`)
  if (!isBotMember(world.workspace, channel)) throw new ApiError('not_in_channel')
  return channel
}

/** The messages tab of the app is where direct messages go. */
export function refuseClosedMessages({ manifest }: World, channel: Channel): void {
  if (channel.im !== null && !manifest.messagesTab) throw new ApiError('messages_tab_disabled')
}

/** What a channel is called in scopes. */
export function scopeKind(channel: Channel): 'channels' | 'groups' | 'im' {
  if (channel.im !== null) return 'im'
  return channel.private ? 'groups' : 'channels'
}

export function requireScope({ manifest }: World, needed: string): void {
  if (manifest.botScopes.includes(needed)) return
  throw new ApiError('missing_scope', { needed, provided: manifest.botScopes.join(',') })
}

export const isBotMember = (workspace: World['workspace'], channel: Channel) =>
  channel.members.has(workspace.bot.userId)
