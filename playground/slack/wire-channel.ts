import { isBotMember } from './access.ts'
import type { Channel } from './workspace.ts'
import type { World } from './world.ts'

/** Direct messages have no name and one person. */
function wireDirectMessage({ workspace }: World, { id, im }: Channel): Record<string, unknown> {
  return {
    id,
    created: 0,
    is_im: true,
    is_org_shared: false,
    is_archived: false,
    context_team_id: workspace.team.id,
    user: im,
    is_user_deleted: workspace.people.get(im ?? '')?.deleted ?? false,
    is_open: true,
    priority: 0,
  }
}

export function wireChannel(world: World, channel: Channel): Record<string, unknown> {
  if (channel.im !== null) return wireDirectMessage(world, channel)
  const { workspace } = world
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
