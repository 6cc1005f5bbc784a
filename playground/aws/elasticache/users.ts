import { AwsFault } from '../aws-service.ts'
import { arnOf } from './arns.ts'
import type { Context } from './context.ts'
import { readEngine } from './engines.ts'
import {
  flag,
  integer,
  invalidCombination,
  invalidValue,
  readInput,
  required,
  tags,
  text,
  texts,
} from './input.ts'
import { newName } from './names.ts'
import { isVisible, newRecord } from './new-record.ts'
import { byName, page } from './paging.ts'
import type { User } from './records.ts'
import type { Region } from './region.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html */
export function createUser(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const asked = readInput(call, {
    UserId: required,
    UserName: required,
    Engine: required,
    AccessString: required,
    ...PASSWORDS,
    Tags: tags,
  })
  const name = newName(asked.UserId, { parameter: 'UserId', most: 40 })
  const engine = readEngine(asked.Engine.toLowerCase())
  const secret = readPasswords(asked)
  if (!secret)
    throw invalidValue('Either passwords or no-password-required must be given to authenticate the user.')
  if (engine === 'valkey' && secret.authentication === 'no-password')
    throw invalidCombination('Users of the engine valkey must have a password or use IAM.')
  if (region.users.has(name)) throw new AwsFault('UserAlreadyExists', `User ${name} already exists.`)
  const user: User = {
    ...newRecord(context, name, asked.Tags),
    userName: asked.UserName,
    engine,
    accessString: asked.AccessString,
    ...secret,
    phase: { status: 'creating', until: now + settings.userMs },
  }
  region.users.set(name, user)
  return shown(region, user)
}

export function describeUsers({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, { UserId: text, Engine: text, MaxRecords: integer, Marker: text })
  const name = asked.UserId?.toLowerCase()
  const engine = asked.Engine?.toLowerCase()
  const found = [...region.users.values()]
    .filter((user) => isVisible(user, now) && (name ?? user.name) === user.name)
    .filter((user) => (engine ?? user.engine) === user.engine)
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw userNotFound(name)
  const { items, Marker } = page(found, asked, (user) => user.name)
  return { Marker, Users: { member: items.map((user) => shown(region, user)) } }
}

export function modifyUser({ call, region, now, settings }: Context): Record<string, unknown> {
  const asked = readInput(call, { UserId: required, AccessString: text, ...PASSWORDS })
  const user = activeUser(region, asked.UserId, 'modified')
  if (user.name === 'default') throw invalidValue('The user default cannot be modified.')
  const secret = readPasswords(asked)
  if (secret) Object.assign(user, secret)
  user.accessString = asked.AccessString ?? user.accessString
  user.phase = { status: 'modifying', until: now + settings.userMs }
  return shown(region, user)
}

/**
 * It is taken out of its groups (hashicorp/terraform-provider-aws#49948), unless it is the `default` of one (#21970).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUser.html
 */
export function deleteUser({ call, region, now, settings }: Context): Record<string, unknown> {
  const user = activeUser(region, readInput(call, { UserId: required }).UserId, 'deleted')
  if (user.name === 'default') throw invalidValue('The user default cannot be deleted.')
  const groups = [...region.userGroups.values()].filter(({ userIds }) => userIds.includes(user.name))
  if (user.userName === 'default' && groups.length > 0)
    throw new AwsFault(
      'DefaultUserAssociatedToUserGroup',
      'User is associated to user group(s) as a default user and cannot be deleted.',
    )
  for (const group of groups) group.userIds = group.userIds.filter((id) => id !== user.name)
  user.phase = { status: 'deleting', until: now + settings.userMs }
  return shown(region, user)
}

export function userNotFound(name: string): AwsFault {
  return new AwsFault('UserNotFound', `User ${name} not found.`, 404)
}

function activeUser(region: Region, sent: string, done: string): User {
  const user = region.users.get(sent.toLowerCase())
  if (!user) throw userNotFound(sent.toLowerCase())
  if (user.phase)
    throw new AwsFault(
      'InvalidUserState',
      `User ${user.name} has status ${user.phase.status}. Only active users can be ${done}.`,
    )
  return user
}

const PASSWORDS = {
  Passwords: texts(),
  NoPasswordRequired: flag,
  'AuthenticationMode.Type': text,
  'AuthenticationMode.Passwords': texts(),
}

interface AskedPasswords {
  Passwords: string[] | undefined
  NoPasswordRequired: boolean | undefined
  'AuthenticationMode.Type': string | undefined
  'AuthenticationMode.Passwords': string[] | undefined
}

/** null: nothing was said of it. The passwords themselves are not kept. */
function readPasswords(asked: AskedPasswords): Pick<User, 'authentication' | 'passwordCount'> | null {
  const mode = asked['AuthenticationMode.Type']
  if (mode === 'iam') throw invalidValue('the simulated ElastiCache does not support users with IAM')
  const passwords = asked.Passwords ?? asked['AuthenticationMode.Passwords']
  const isFree = asked.NoPasswordRequired === true || mode === 'no-password-required'
  if (isFree && passwords) throw invalidCombination('No password is required, but passwords are given.')
  if (isFree) return { authentication: 'no-password', passwordCount: 0 }
  if (!passwords) return null
  if (passwords.length === 0 || passwords.length > 2)
    throw invalidValue('A user must have one or two passwords.')
  if (passwords.some((one) => one.length < 16 || one.length > 128))
    throw invalidValue('Passwords length must be between 16-128 characters.')
  return { authentication: 'password', passwordCount: passwords.length }
}

function shown({ place, userGroups }: Region, user: User): Record<string, unknown> {
  const groups = [...userGroups.values()].filter(({ userIds }) => userIds.includes(user.name))
  return {
    UserId: user.name,
    UserName: user.userName,
    Status: user.phase?.status ?? 'active',
    Engine: user.engine,
    MinimumEngineVersion: user.engine === 'valkey' ? '7.2' : '6.0',
    AccessString: user.accessString,
    UserGroupIds: { member: groups.map(({ name }) => name) },
    Authentication: { Type: user.authentication, PasswordCount: user.passwordCount },
    ARN: arnOf(place.region, 'user', user.name),
  }
}
