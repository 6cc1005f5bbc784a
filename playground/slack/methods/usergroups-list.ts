import { isTrue, type ApiMethod } from '../method.ts'

export const usergroupsList: ApiMethod = {
  name: 'usergroups.list',
  tier: 'T2',
  token: 'bot',
  scopes: ['usergroups:read'],
  required: [],
  run({ workspace }, args) {
    const groups = [...workspace.groups.values()].filter(
      (g) => !g.disabled || isTrue(args, 'include_disabled'),
    )
    return {
      usergroups: groups.map((group) => ({
        id: group.id,
        team_id: workspace.team.id,
        is_usergroup: true,
        is_subteam: true,
        name: group.name,
        description: '',
        handle: group.handle,
        is_external: false,
        date_delete: group.disabled ? 1 : 0,
        ...(isTrue(args, 'include_count') ? { user_count: group.members.length } : {}),
        ...(isTrue(args, 'include_users') ? { users: group.members } : {}),
      })),
    }
  },
}
