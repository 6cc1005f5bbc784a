import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator

beforeEach(async () => {
  slack = await startTestSlack()
})
afterEach(() => slack.stop())

const call = async (method: string, args: Record<string, unknown> = {}) =>
  (await callSlack(slack, method, args)).body

test('users.info tells members, guests and people of other workspaces apart', async () => {
  const user = async (id: string) => (await call('users.info', { user: id, include_locale: true }))['user']
  const member = {
    is_restricted: false,
    is_ultra_restricted: false,
    deleted: false,
    is_bot: false,
    team_id: 'T0COXSWAIN',
  }
  expect(await user('U0ALICE')).toMatchObject({
    ...member,
    name: 'alice',
    tz: 'Asia/Seoul',
    tz_offset: 32_400,
    locale: 'ko-KR',
  })
  expect(await user('U0ALICE')).not.toHaveProperty('is_stranger')
  expect(await user('U0GUS')).toMatchObject({ is_restricted: true, team_id: 'T0COXSWAIN' })
  expect(await user('U0OLGA')).toMatchObject({
    is_stranger: true,
    team_id: 'T0ELSEWHERE',
    is_restricted: false,
  })
  expect(await user('U0COXSWAIN')).toMatchObject({ is_bot: true })
  slack.changePerson('developer', { deleted: true, membership: 'guest' })
  expect(await user('U0ALICE')).toMatchObject({ deleted: true, is_restricted: true })
  expect((await call('users.info', { user: 'U0NOBODY' })).error).toBe('user_not_found')
})

test('user groups', async () => {
  const { usergroups } = await call('usergroups.list', { include_users: true })
  expect(usergroups).toMatchObject([{ id: 'S0PAY', handle: 'payments-team', users: ['U0BOB'] }, {}, {}])
})

test('conversations.info', async () => {
  const channel = async (id: string) => (await call('conversations.info', { channel: id }))['channel']
  expect(await channel('C0PAY')).toMatchObject({
    id: 'C0PAY',
    name: 'payments',
    is_private: false,
    is_member: true,
    is_archived: false,
  })
  expect(await channel('C0ADMINS')).toMatchObject({ is_private: true, is_member: true })
  expect(await channel('C0ALIEN')).toMatchObject({ is_member: false })
  expect(await channel('C0OLD')).toMatchObject({ is_archived: true })
  expect((await call('conversations.info', { channel: 'C0SECRET' })).error).toBe('channel_not_found')
})

test('conversations.list: private ones only where the bot is a member, in pages', async () => {
  const names = async (args: Record<string, unknown>) =>
    ((await call('conversations.list', args))['channels'] as { name: string }[]).map(({ name }) => name)
  const open = ['payments', 'orders', 'unowned', 'company', 'no-bot-here']
  expect(await names({ exclude_archived: true })).toEqual(open)
  expect(await names({ types: 'private_channel' })).toEqual(['platform-admins'])
  const first = await call('conversations.list', { limit: 4 })
  const { next_cursor: cursor } = first['response_metadata'] as { next_cursor: string }
  expect(await names({ limit: 4, cursor })).toEqual(['no-bot-here', 'old'])
  expect((await call('conversations.list', { types: 'rooms' })).error).toBe('invalid_types')
  expect((await call('conversations.list', { types: 'im' })).error).toBe('missing_scope')
})
