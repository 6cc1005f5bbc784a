import type { Membership, PersonSeed, WorkspaceSeed, ChannelSeed } from './seed.ts'
import { createMessageLog, type MessageLog } from './message-log.ts'

export interface Person {
  id: string
  teamId: string
  name: string
  realName: string
  persona: string | null
  membership: Membership
  tz: string
  locale: string
  deleted: boolean
  isBot: boolean
}

export interface Channel {
  id: string
  name: string
  /** The person of direct messages with the bot; null in every other channel. */
  im: string | null
  private: boolean
  archived: boolean
  topic: string
  members: Set<string>
  log: MessageLog
}

export interface UserGroup {
  id: string
  handle: string
  name: string
  members: string[]
  disabled: boolean
}

export interface Workspace {
  team: WorkspaceSeed['team']
  bot: WorkspaceSeed['bot']
  people: Map<string, Person>
  channels: Map<string, Channel>
  groups: Map<string, UserGroup>
  /** `<user>:<channel>` → the newest timestamp that the person has seen. */
  read: Map<string, string>
}

export function createWorkspace(seed: WorkspaceSeed): Workspace {
  const people = new Map(seed.people.map((person) => [person.id, personOf(person, seed)]))
  const { bot } = seed
  people.set(bot.userId, {
    ...personOf({ id: bot.userId, name: bot.name.toLowerCase(), realName: bot.name }, seed),
    isBot: true,
  })
  const channels = new Map(
    seed.channels.map((channel) => [channel.id, channelOf(channel, people, bot.userId)]),
  )
  const groups = new Map(
    seed.groups.map((group) => [
      group.id,
      { ...group, members: [...group.members], disabled: group.disabled ?? false },
    ]),
  )
  return { team: seed.team, bot, people, channels, groups, read: new Map() }
}

function personOf(seed: PersonSeed, { team }: WorkspaceSeed): Person {
  const membership = seed.membership ?? 'member'
  return {
    id: seed.id,
    teamId: seed.teamId ?? (membership === 'external' ? 'T0ELSEWHERE' : team.id),
    name: seed.name,
    realName: seed.realName,
    persona: seed.persona ?? null,
    membership,
    tz: seed.tz ?? 'Asia/Seoul',
    locale: seed.locale ?? 'en-US',
    deleted: seed.deleted ?? false,
    isBot: false,
  }
}

function channelOf(seed: ChannelSeed, people: Map<string, Person>, botUserId: string): Channel {
  const everyone = () =>
    [...people.values()].filter((p) => p.membership === 'member' && !p.isBot).map((p) => p.id)
  const members = new Set(seed.members === 'everyone' ? everyone() : seed.members)
  if (seed.botIsMember ?? true) members.add(botUserId)
  return {
    id: seed.id,
    name: seed.name,
    im: null,
    private: seed.private ?? false,
    archived: seed.archived ?? false,
    topic: seed.topic ?? '',
    members,
    log: createMessageLog(),
  }
}
