import { AwsFault } from '../aws-service.ts'
import { arnOf } from './arns.ts'
import type { Context } from './context.ts'
import { readEngine } from './engines.ts'
import { integer, invalidValue, readInput, required, tags, text, texts } from './input.ts'
import { newName } from './names.ts'
import { isVisible, newRecord } from './new-record.ts'
import { byName, page } from './paging.ts'
import { refuse } from './refusals.ts'
import type { UserGroup } from './records.ts'
import type { Region } from './region.ts'
import { checkUsers } from './user-group-users.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html */
export function createUserGroup(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const asked = readInput(call, { UserGroupId: required, Engine: required, UserIds: texts(), Tags: tags })
  const name = newName(asked.UserGroupId, { parameter: 'UserGroupId', most: 40 })
  const engine = readEngine(asked.Engine.toLowerCase())
  const userIds = (asked.UserIds ?? []).map((id) => id.toLowerCase())
  if (region.userGroups.has(name))
    throw new AwsFault('UserGroupAlreadyExists', `User Group ${name} already exists.`)
  checkUsers(region, engine, userIds)
  const group: UserGroup = {
    ...newRecord(context, name, asked.Tags),
    engine,
    userIds,
    adding: [],
    removing: [],
    phase: { status: 'creating', until: now + settings.userMs },
  }
  region.userGroups.set(name, group)
  return shown(context, group)
}

export function describeUserGroups(context: Context): Record<string, unknown> {
  const { call, region, now } = context
  const asked = readInput(call, { UserGroupId: text, MaxRecords: integer, Marker: text })
  const name = asked.UserGroupId?.toLowerCase()
  const found = [...region.userGroups.values()]
    .filter((group) => isVisible(group, now) && (name ?? group.name) === group.name)
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw userGroupNotFound(name)
  const { items, Marker } = page(found, asked, (group) => group.name)
  return { UserGroups: { member: items.map((group) => shown(context, group)) }, Marker }
}

export function modifyUserGroup(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const asked = readInput(call, {
    UserGroupId: required,
    UserIdsToAdd: texts(),
    UserIdsToRemove: texts(),
  })
  const group = findUserGroup(region, asked.UserGroupId)
  checkActive(context, group, 'modified')
  const adding = (asked.UserIdsToAdd ?? []).map((id) => id.toLowerCase())
  const removing = (asked.UserIdsToRemove ?? []).map((id) => id.toLowerCase())
  const stranger = removing.find((id) => !group.userIds.includes(id))
  if (stranger !== undefined)
    throw invalidValue(`User ${stranger} is not a member of user group ${group.name}.`)
  const member = adding.find((id) => group.userIds.includes(id))
  if (member !== undefined)
    throw invalidValue(`User ${member} is already a member of user group ${group.name}.`)
  const left = group.userIds.filter((id) => !removing.includes(id))
  checkUsers(region, group.engine, [...left, ...adding])
  Object.assign(group, { adding, removing, phase: { status: 'modifying', until: now + settings.userMs } })
  return shown(context, group)
}

/** Only when no replication group has it: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUserGroup.html */
export function deleteUserGroup(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const group = findUserGroup(region, readInput(call, { UserGroupId: required }).UserGroupId)
  checkActive(context, group, 'deleted')
  const [holder] = holdersOf(context, group.name)
  if (holder !== undefined)
    throw new AwsFault(
      'InvalidUserGroupState',
      `User group ${group.name} is associated with replication group ${holder} and cannot be deleted.`,
    )
  group.phase = { status: 'deleting', until: now + settings.userMs }
  return shown(context, group)
}

export function findUserGroup(region: Region, sent: string): UserGroup {
  const group = region.userGroups.get(sent.toLowerCase())
  if (!group) throw userGroupNotFound(sent.toLowerCase())
  return group
}

/** Throws AwsFault. Words: hashicorp/terraform-provider-aws#37911. */
export function checkActive(context: Context, { name, phase }: UserGroup, done: string): void {
  refuse(context, ['user-group-busy'], { name })
  if (phase)
    throw new AwsFault(
      'InvalidUserGroupState',
      `User group ${name} has status ${phase.status}. Only active user groups can be ${done}.`,
    )
}

function userGroupNotFound(name: string): AwsFault {
  return new AwsFault('UserGroupNotFound', `User Group ${name} not found.`, 404)
}

/** Replication groups that have it, those that are on their way out included. */
function holdersOf({ region, now }: Context, name: string): string[] {
  const { replicationGroups, leftovers } = region
  const gone = leftovers.filter(({ heldUntil }) => heldUntil > now)
  const held = gone.filter(({ userGroups }) => userGroups.includes(name)).map(({ group }) => group)
  const having = [...replicationGroups.values()].filter(
    ({ userGroups, change }) => userGroups.includes(name) || change.userGroups?.includes(name),
  )
  return [...having.map((group) => group.name), ...held]
}

function shown(context: Context, group: UserGroup): Record<string, unknown> {
  const { name, phase, engine, userIds, adding, removing } = group
  const isChanging = adding.length + removing.length > 0
  return {
    UserGroupId: name,
    Status: phase?.status ?? 'active',
    Engine: engine,
    UserIds: { member: userIds },
    MinimumEngineVersion: engine === 'valkey' ? '7.2' : '6.0',
    PendingChanges: isChanging
      ? { UserIdsToAdd: { member: adding }, UserIdsToRemove: { member: removing } }
      : undefined,
    ReplicationGroups: { member: holdersOf(context, name) },
    ServerlessCaches: {},
    ARN: arnOf(context.region.place.region, 'usergroup', name),
  }
}
