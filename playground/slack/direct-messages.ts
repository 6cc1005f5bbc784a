import { createMessageLog } from './message-log.ts'
import type { Channel, Person, Workspace } from './workspace.ts'

/** The same person has the same channel for ever. */
const idOf = (person: Pick<Person, 'id'>) => `D${person.id.slice(1)}`

export const openDirectMessage = ({ channels }: Workspace, person: Pick<Person, 'id'>) =>
  channels.get(idOf(person))

/** The direct messages between the bot and a person, opened when there are none yet. */
export function directMessage(workspace: Workspace, person: Pick<Person, 'id' | 'name'>): Channel {
  const known = openDirectMessage(workspace, person)
  if (known) return known
  const channel: Channel = {
    id: idOf(person),
    // Slack gives them no name; here they can be found by it, and no channel may be called so.
    name: `@${person.name}`,
    im: person.id,
    private: true,
    archived: false,
    topic: '',
    members: new Set([person.id, workspace.bot.userId]),
    log: createMessageLog(),
  }
  workspace.channels.set(channel.id, channel)
  return channel
}
