import { ApiError } from '../api-error.ts'
import { isTrue, textOf, type ApiMethod } from '../method.ts'

export const usergroupsUsersList: ApiMethod = {
  name: 'usergroups.users.list',
  tier: 'T2',
  token: 'bot',
  scopes: ['usergroups:read'],
  required: ['usergroup'],
  run({ workspace }, args) {
    const group = workspace.groups.get(textOf(args, 'usergroup'))
    if (!group) throw new ApiError('no_such_subteam')
    if (group.disabled && !isTrue(args, 'include_disabled')) return { users: [] }
    return { users: group.members.filter((id) => !workspace.people.get(id)?.deleted) }
  },
}
