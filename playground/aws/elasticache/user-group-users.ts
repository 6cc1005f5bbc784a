import { AwsFault } from '../aws-service.ts'
import type { Engine } from './engines.ts'
import { invalidCombination } from './input.ts'
import type { Region } from './region.ts'
import { userNotFound } from './users.ts'

/**
 * Whether a group may have these users; throws AwsFault. A group of Redis must have a user named `default`
 * (hashicorp/terraform-provider-aws#25593), one of Valkey need not and lets in nobody without a password.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export function checkUsers({ users }: Region, engine: Engine, ids: string[]): void {
  const members = ids.map((id) => {
    const user = users.get(id)
    if (!user || user.phase?.status === 'deleting') throw userNotFound(id)
    if (user.phase?.status === 'creating')
      throw new AwsFault(
        'InvalidUserState',
        `User ${id} has status creating. Only active users can be added.`,
      )
    return user
  })
  const names = members.map(({ userName }) => userName)
  if (new Set(names).size < names.length)
    throw new AwsFault('DuplicateUserName', 'Users in a user group must have different user names.')
  if (engine === 'redis' && !names.includes('default'))
    throw new AwsFault(
      'DefaultUserRequired',
      'User group needs to contain a user with the user name default.',
    )
  const foreign = members.find((user) =>
    engine === 'redis' ? user.engine !== 'redis' : user.authentication === 'no-password',
  )
  if (foreign)
    throw invalidCombination(`User ${foreign.name} cannot be in a user group of the engine ${engine}.`)
}
