import { rememberShown } from './files/file-state.ts'
import { mentionedIn } from './mentions.ts'
import type { Block, Metadata, StoredMessage } from './message-log.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

export interface NewMessage {
  user: string
  text: string
  blocks: Block[]
  threadTs?: string | undefined
  metadata?: Metadata | undefined
  /** Ids of files that it shares. */
  files?: string[] | undefined
}

export const UNDISPLAYABLE = "This content can't be displayed."

export function postMessage(world: World, channel: Channel, given: NewMessage): StoredMessage {
  const { workspace, events, clock } = world
  const message: StoredMessage = {
    ts: channel.log.nextTs(clock.now()),
    user: given.user,
    fromBot: given.user === workspace.bot.userId,
    text: given.text || (given.blocks.length > 0 ? UNDISPLAYABLE : ''),
    blocks: given.blocks,
    pinged: mentionedIn(workspace, channel, given).filter((id) => id !== given.user),
    ...(given.threadTs ? { threadTs: given.threadTs } : {}),
    ...(given.metadata ? { metadata: given.metadata } : {}),
    ...(given.files ? { files: given.files } : {}),
  }
  channel.log.add(message)
  rememberShown(world, channel, message.blocks)
  events.emit({ type: 'message', change: 'posted', ...addressOf(channel, message) })
  events.emit({ type: 'unread', channel: channel.id })
  return message
}

export interface MessageChange {
  text?: string | undefined
  /** undefined: as they are. */
  blocks?: Block[] | undefined
  metadata?: Metadata | null | undefined
}

/** An edit notifies nobody, and "edited" stands only behind messages without blocks. */
export function changeMessage(
  world: World,
  channel: Channel,
  message: StoredMessage,
  change: MessageChange,
): void {
  message.text = change.text || (change.blocks?.length ? UNDISPLAYABLE : message.text)
  message.blocks = change.blocks ?? message.blocks
  rememberShown(world, channel, message.blocks)
  if (change.metadata) message.metadata = change.metadata
  if (change.metadata === null) delete message.metadata
  if (message.blocks.length > 0) delete message.edited
  else message.edited = { user: message.user, ts: `${Math.floor(world.clock.now() / 1000)}.000000` }
  world.events.emit({ type: 'message', change: 'updated', ...addressOf(channel, message) })
}

export function removeMessage(world: World, channel: Channel, message: StoredMessage): void {
  channel.log.remove(message.ts)
  world.events.emit({ type: 'message', change: 'deleted', ...addressOf(channel, message) })
}

export interface NewEphemeral {
  viewer: string
  text: string
  blocks: Block[]
  threadTs?: string | undefined
}

export function postEphemeral(world: World, channel: Channel, given: NewEphemeral) {
  const message = {
    ts: channel.log.nextTs(world.clock.now()),
    channel: channel.id,
    viewer: given.viewer,
    text: given.text || (given.blocks.length > 0 ? UNDISPLAYABLE : ''),
    blocks: given.blocks,
    ...(given.threadTs ? { threadTs: given.threadTs } : {}),
  }
  world.ephemerals.add(message)
  rememberShown(world, channel, message.blocks)
  world.events.emit({
    type: 'ephemeral',
    change: 'posted',
    user: given.viewer,
    ...addressOf(channel, message),
  })
  return message
}

export function addressOf(channel: Channel, message: { ts: string; threadTs?: string }) {
  return { channel: channel.id, ts: message.ts, ...(message.threadTs ? { thread_ts: message.threadTs } : {}) }
}
