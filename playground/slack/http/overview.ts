import type { SlackSimulator } from '../simulator-types.ts'

/** `GET /playground/workspace`. */
export function overview({ world: { workspace, manifest }, url }: SlackSimulator) {
  const groups = [...workspace.groups.values()]
  return {
    team: { ...workspace.team, url: `${url}/` },
    people: [...workspace.people.values()].map((person) => ({
      id: person.id,
      persona: person.persona,
      name: person.name,
      realName: person.realName,
      membership: person.membership,
      deleted: person.deleted,
      isBot: person.isBot,
      tz: person.tz,
      groups: groups.filter((group) => group.members.includes(person.id)).map((group) => group.id),
    })),
    // Direct messages are known to their person only.
    channels: [...workspace.channels.values()]
      .filter(({ im }) => im === null)
      .map(({ id, name, private: hidden, archived, members, topic }) => ({
        id,
        name,
        private: hidden,
        archived,
        topic,
        members: [...members],
      })),
    groups: groups.map(({ id, handle, name, members }) => ({ id, handle, name, members })),
    commands: manifest.commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usage_hint: usageHint,
    })),
  }
}
