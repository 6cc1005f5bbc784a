import { ApiError } from '../api-error.ts'
import { isTrue, textOf, type ApiMethod } from '../method.ts'
import { wireUser } from '../wire-user.ts'

export const usersInfo: ApiMethod = {
  name: 'users.info',
  tier: 'T4',
  token: 'bot',
  scopes: ['users:read'],
  required: ['user'],
  run(world, args) {
    const person = world.workspace.people.get(textOf(args, 'user'))
    if (!person) throw new ApiError('user_not_found')
    const options = { locale: isTrue(args, 'include_locale'), now: world.clock.now() }
    return { user: wireUser(world.workspace, person, options) }
  },
}
