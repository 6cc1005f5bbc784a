/** What a workspace begins with. Everything not given is filled in with something plausible. */
export interface WorkspaceSeed {
  team: { id: string; name: string; domain: string }
  people: PersonSeed[]
  channels: ChannelSeed[]
  groups: GroupSeed[]
  bot: { userId: string; botId: string; appId: string; name: string }
}

export type Membership = 'member' | 'guest' | 'external'

export interface PersonSeed {
  id: string
  /** The user name: lower case, no spaces. */
  name: string
  realName: string
  /** How the user side names this person: developer, owner, approver, outsider, guest. */
  persona?: string
  membership?: Membership
  /** IANA name. */
  tz?: string
  locale?: string
  /** External people belong to another workspace. */
  teamId?: string
  deleted?: boolean
}

export interface ChannelSeed {
  id: string
  name: string
  private?: boolean
  archived?: boolean
  topic?: string
  /** User ids; `everyone` puts in every full member. */
  members: string[] | 'everyone'
  /** Whether the bot is a member; default true. */
  botIsMember?: boolean
}

export interface GroupSeed {
  id: string
  handle: string
  name: string
  members: string[]
  disabled?: boolean
}
