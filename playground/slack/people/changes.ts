import type { Membership } from '../seed.ts'
import type { World } from '../world.ts'
import { findChannel, findPerson } from './find.ts'
import { UserError } from './user-error.ts'

export interface PersonChange {
  deleted?: boolean | undefined
  membership?: Membership | undefined
}

export interface ChannelChange {
  archived?: boolean | undefined
  bot_is_member?: boolean | undefined
  private?: boolean | undefined
}

export interface GroupChange {
  /** Ids of people. */
  members?: readonly string[] | undefined
}

export function changePerson({ workspace }: World, who: string, change: PersonChange): void {
  const person = findPerson(workspace, who)
  if (change.deleted !== undefined) person.deleted = change.deleted
  if (change.membership === undefined) return
  if (!['member', 'guest', 'external'].includes(change.membership))
    throw new UserError(400, 'invalid_membership', 'membership is member, guest or external')
  person.membership = change.membership
  person.teamId = change.membership === 'external' ? 'T0ELSEWHERE' : workspace.team.id
}

export function changeChannel({ workspace, events }: World, which: string, change: ChannelChange): void {
  const channel = findChannel(workspace, which)
  if (change.archived !== undefined) channel.archived = change.archived
  if (change.private !== undefined) channel.private = change.private
  if (change.bot_is_member === true) channel.members.add(workspace.bot.userId)
  if (change.bot_is_member === false) channel.members.delete(workspace.bot.userId)
  events.emit({ type: 'unread', channel: channel.id })
}

export function changeGroup({ workspace }: World, id: string, { members }: GroupChange): void {
  const group = workspace.groups.get(id)
  if (!group) throw new UserError(404, 'group_not_found', `there is no group "${id}"`)
  if (members) group.members = members.map((who) => findPerson(workspace, who).id)
}
