import type { Channel, Person, Workspace } from '../workspace.ts'
import { UserError } from './user-error.ts'

/** By persona or id. */
export function findPerson({ people }: Workspace, who: string): Person {
  const person = people.get(who) ?? [...people.values()].find((p) => p.persona === who)
  if (!person) throw new UserError(404, 'person_not_found', `nobody here is called "${who}"`)
  return person
}

/** A person who may act. */
export function findActor(workspace: Workspace, who: string): Person {
  const person = findPerson(workspace, who)
  if (person.deleted) throw new UserError(400, 'account_inactive', `${person.name} is deactivated`)
  return person
}

/** By id, or by name without `#`. */
export function findChannel({ channels }: Workspace, which: string): Channel {
  const channel = channels.get(which) ?? [...channels.values()].find((c) => c.name === which)
  if (!channel) throw new UserError(404, 'channel_not_found', `there is no channel "${which}"`)
  return channel
}

/** A channel that this person sees: a member, or a full member looking at a public one. */
export function findSeenChannel(workspace: Workspace, person: Person, which: string): Channel {
  const channel = findChannel(workspace, which)
  const open = !channel.private && person.membership === 'member'
  if (!open && !channel.members.has(person.id))
    throw new UserError(404, 'channel_not_found', `${person.name} does not see #${channel.name}`)
  return channel
}

/** A channel in which this person may write. */
export function findJoinedChannel(workspace: Workspace, person: Person, which: string): Channel {
  const channel = findSeenChannel(workspace, person, which)
  if (!channel.members.has(person.id))
    throw new UserError(409, 'not_in_channel', `${person.name} is no member of #${channel.name}`)
  if (channel.archived) throw new UserError(409, 'is_archived', `#${channel.name} is archived`)
  return channel
}
