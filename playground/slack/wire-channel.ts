import { isBotMember } from './access.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

export function wireChannel({ workspace }: World, channel: Channel): Record<string, unknown> {
  const external = [...channel.members].some((id) => workspace.people.get(id)?.membership === 'external')
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.private,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.private,
    is_archived: channel.archived,
    is_general: false,
    is_member: isBotMember(workspace, channel),
    is_shared: external,
    is_ext_shared: external,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    creator: workspace.bot.userId,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
