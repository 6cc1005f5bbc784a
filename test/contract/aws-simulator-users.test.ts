import {
  CreateUserCommand,
  CreateUserGroupCommand,
  DeleteUserCommand,
  DescribeUserGroupsCommand,
  DescribeUsersCommand,
  ModifyUserGroupCommand,
  type CreateUserCommandInput,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAws, refusalOf, SETTINGS, type AwsStage } from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const PASSWORD = 'a-password-of-the-test'

function createUser(UserId: string, more: Partial<CreateUserCommandInput> = {}) {
  const user = { UserId, UserName: UserId, Engine: 'redis', AccessString: 'on ~* +@all', ...more }
  return stage.client.send(new CreateUserCommand({ Passwords: [PASSWORD], ...user }))
}

async function makeUser(UserId: string, more: Partial<CreateUserCommandInput> = {}): Promise<void> {
  await createUser(UserId, more)
  stage.pass(SETTINGS.userMs)
}

const createUserGroup = (UserIds: string[], Engine = 'redis') =>
  stage.client.send(new CreateUserGroupCommand({ UserGroupId: 'team', Engine, UserIds }))

test('a user is made with one or two passwords, or with none on purpose', async () => {
  const cases: [Partial<CreateUserCommandInput>, code: string][] = [
    [{ Passwords: undefined }, 'InvalidParameterValue'],
    [{ Passwords: ['short'] }, 'InvalidParameterValue'],
    [{ Passwords: [PASSWORD, PASSWORD, PASSWORD] }, 'InvalidParameterValue'],
    [{ NoPasswordRequired: true }, 'InvalidParameterCombination'],
    [{ Engine: 'valkey', Passwords: undefined, NoPasswordRequired: true }, 'InvalidParameterCombination'],
    [{ Engine: 'memcached' }, 'InvalidParameterValue'],
    [{ UserId: '1st' }, 'InvalidParameterValue'],
  ]
  for (const [more, code] of cases)
    expect([more, (await refusalOf(createUser('app', more))).Code]).toEqual([more, code])
  const user = await createUser('App', { Passwords: undefined, NoPasswordRequired: true })
  expect(user).toMatchObject({ UserId: 'app', Authentication: { Type: 'no-password', PasswordCount: 0 } })
  expect(await refusalOf(createUser('app'))).toMatchObject({
    name: 'UserAlreadyExistsFault',
    Code: 'UserAlreadyExists',
  })
})

test('there is a user default, which cannot be touched', async () => {
  const { Users = [] } = await stage.client.send(new DescribeUsersCommand({ UserId: 'default' }))
  expect(Users[0]).toMatchObject({ UserId: 'default', Status: 'active', Engine: 'redis' })
  expect(await refusalOf(stage.client.send(new DeleteUserCommand({ UserId: 'default' })))).toMatchObject({
    Code: 'InvalidParameterValue',
  })
  expect(stage.aws.inventory()).toEqual([])
})

test('a group of redis needs a default, one of valkey does not', async () => {
  await makeUser('app')
  expect(await refusalOf(createUserGroup(['app']))).toMatchObject({
    name: 'DefaultUserRequired',
    Code: 'DefaultUserRequired',
    message: 'User group needs to contain a user with the user name default.',
    status: 400,
  })
  expect(await refusalOf(createUserGroup(['nobody']))).toMatchObject({
    name: 'UserNotFoundFault',
    Code: 'UserNotFound',
    status: 404,
  })
  await createUser('app-default', { UserName: 'default' })
  expect(await refusalOf(createUserGroup(['app-default']))).toMatchObject({ name: 'InvalidUserStateFault' })
  stage.pass(SETTINGS.userMs)
  expect(await refusalOf(createUserGroup(['app-default', 'default']))).toMatchObject({
    name: 'DuplicateUserNameFault',
  })
  expect(await refusalOf(createUserGroup(['default'], 'valkey'))).toMatchObject({
    Code: 'InvalidParameterCombination',
  })
  expect(await createUserGroup(['app', 'app-default'])).toMatchObject({
    Status: 'creating',
    UserIds: ['app', 'app-default'],
  })
  expect(await refusalOf(createUserGroup(['app-default']))).toMatchObject({
    name: 'UserGroupAlreadyExistsFault',
    Code: 'UserGroupAlreadyExists',
  })
})

test('a group is changed while it is active, and takes a moment', async () => {
  for (const id of ['one', 'two']) await makeUser(id, { Engine: 'valkey' })
  await createUserGroup(['one'], 'valkey')
  const change = new ModifyUserGroupCommand({
    UserGroupId: 'team',
    UserIdsToAdd: ['two'],
    UserIdsToRemove: ['one'],
  })
  expect(await refusalOf(stage.client.send(change))).toMatchObject({
    name: 'InvalidUserGroupStateFault',
    message: 'User group team has status creating. Only active user groups can be modified.',
  })
  stage.pass(SETTINGS.userMs)
  expect(await stage.client.send(change)).toMatchObject({
    Status: 'modifying',
    UserIds: ['one'],
    PendingChanges: { UserIdsToAdd: ['two'], UserIdsToRemove: ['one'] },
  })
  stage.pass(SETTINGS.userMs)
  const { UserGroups = [] } = await stage.client.send(new DescribeUserGroupsCommand({ UserGroupId: 'team' }))
  expect(UserGroups[0]).toMatchObject({ Status: 'active', UserIds: ['two'] })
  expect((await refusalOf(stage.client.send(change))).message).toBe(
    'User one is not a member of user group team.',
  )
  await stage.client.send(new DeleteUserCommand({ UserId: 'two' }))
  const { UserGroups: after = [] } = await stage.client.send(new DescribeUserGroupsCommand({}))
  expect(after[0]?.UserIds).toEqual([])
})
