import { microsOf } from '../ids.ts'
import { mentionedIn } from '../mentions.ts'
import type { StoredMessage } from '../message-log.ts'
import type { Channel, Person } from '../workspace.ts'
import { wireMessage } from '../wire-message.ts'
import type { World } from '../world.ts'

export interface ChannelGlance {
  id: string
  name: string
  /** Whom these direct messages are with; null in a channel. */
  im: string | null
  private: boolean
  archived: boolean
  unread: number
  mentions: number
  latest: string | null
}

/** The channels a person is a member of, with what is new in them. */
export function channelsOf({ workspace }: World, person: Person): ChannelGlance[] {
  const joined = [...workspace.channels.values()].filter((channel) => channel.members.has(person.id))
  return joined.map((channel) => {
    const since = microsOf(workspace.read.get(`${person.id}:${channel.id}`) ?? '0')
    const isNew = (message: StoredMessage) => microsOf(message.ts) > since && message.user !== person.id
    const { id, name, archived } = channel
    return {
      id,
      name,
      im: channel.im === null ? null : workspace.bot.userId,
      private: channel.private,
      archived,
      unread: channel.log.roots().filter(isNew).length,
      mentions: channel.log
        .all()
        .filter((m) => isNew(m) && (channel.im !== null || m.pinged.includes(person.id))).length,
      latest: channel.log.roots().at(-1)?.ts ?? null,
    }
  })
}

export function markRead(world: World, person: Person, channel: Channel): void {
  const newest = channel.log.all().at(-1)?.ts
  if (newest) world.workspace.read.set(`${person.id}:${channel.id}`, newest)
  world.events.emit({ type: 'unread', channel: channel.id, user: person.id })
}

export interface MessageSelection {
  /** Only this thread: the parent first. */
  threadTs?: string | undefined
  /** The newest so many; default 100. */
  limit?: number | undefined
}

/** What the person sees, oldest first, with their own ephemeral messages. */
export function messagesFor(
  world: World,
  person: Person,
  { channel, threadTs, limit = 100 }: MessageSelection & { channel: Channel },
): Record<string, unknown>[] {
  const parent = threadTs ? channel.log.get(threadTs) : undefined
  const stored = threadTs
    ? [...(parent ? [parent] : []), ...channel.log.replies(threadTs)]
    : channel.log.roots()
  const ephemeral = world.ephemerals.list(person.id, channel.id).filter((m) => m.threadTs === threadTs)
  const seen = [
    ...stored.slice(-limit).map((message) => ({
      blocks: [],
      ...wireMessage(world, channel, message, { metadata: true }),
      ts: message.ts,
      mentionsMe: mentionedIn(world.workspace, channel, message).includes(person.id),
    })),
    ...ephemeral.slice(-limit).map((message) => ({
      type: 'message',
      ts: message.ts,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      user: world.workspace.bot.userId,
      bot_id: world.workspace.bot.botId,
      text: message.text,
      blocks: message.blocks,
      ephemeral: true,
      mentionsMe: false,
    })),
  ]
  return seen.toSorted((a, b) => microsOf(a.ts) - microsOf(b.ts)).slice(-limit)
}
