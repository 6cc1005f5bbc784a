import type { Channel, Person, Workspace } from '../workspace.ts'

/** `@name` and `#name` as Slack's composer turns them into markup. Other text is escaped. */
export function asComposed(workspace: Workspace, text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return withLinks(workspace, escaped)
}

/** `should_escape`: mentions as `<@U…|name>`, `<#C…|name>`, `<!subteam^S…|@handle>`. */
export function withLinks({ people, channels, groups }: Workspace, text: string): string {
  const byName = new Map([...people.values()].map((person) => [person.name, person]))
  const byHandle = new Map([...groups.values()].map((group) => [group.handle, group]))
  const byChannel = new Map([...channels.values()].map((channel) => [channel.name, channel]))
  return text
    .replace(/(?<![\w@<])@([\w.-]+)/g, (whole, name: string) => {
      const group = byHandle.get(name)
      return userLink(byName.get(name)) ?? (group ? `<!subteam^${group.id}|@${group.handle}>` : whole)
    })
    .replace(/(?<![\w#<])#([\w-]+)/g, (whole, name: string) => channelLink(byChannel.get(name)) ?? whole)
}

const userLink = (person: Person | undefined) => person && `<@${person.id}|${person.name}>`
const channelLink = (channel: Channel | undefined) =>
  channel && `<#${channel.id}|${channel.private ? '' : channel.name}>`
