import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { connectRawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator

beforeEach(async () => {
  slack = await startTestSlack()
})
afterEach(() => slack.stop())

async function ask(method: string, path: string, body?: object): Promise<[number, unknown]> {
  const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) }
  const response = await fetch(`${slack.url}/playground${path}`, init)
  return [response.status, await response.json()]
}

const post = (text: string, more: object = {}) =>
  callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text, ...more })

test('the workspace', async () => {
  const [status, workspace] = await ask('GET', '/workspace')
  expect([status, workspace]).toMatchObject([
    200,
    {
      team: { id: 'T0COXSWAIN', name: 'Harbour' },
      channels: expect.arrayContaining([
        expect.objectContaining({ id: 'C0ADMINS', private: true, archived: false }),
      ]) as object[],
      groups: expect.arrayContaining([
        expect.objectContaining({ handle: 'payments-team', members: ['U0BOB'] }),
      ]) as object[],
      commands: expect.arrayContaining([
        { command: '/alerts', description: 'What /alerts does', usage_hint: '[something]' },
      ]) as object[],
    },
  ])
  const { people } = workspace as { people: { id: string }[] }
  expect(people.find(({ id }) => id === 'U0BOB')).toMatchObject({
    persona: 'owner',
    realName: 'Bob Park',
    membership: 'member',
    groups: ['S0PAY'],
  })
})

test('unread marks and mentions, until they are read', async () => {
  await post('for <!subteam^S0PAY>')
  await post('plain', {
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<@U0BOB> and <!here>' } }],
  })
  await post('<@U0BOB> only in the fallback', {
    blocks: [{ type: 'section', text: { type: 'plain_text', text: '<@U0BOB>' } }],
  })
  const [, before] = await ask('GET', '/people/owner/channels')
  expect(before).toContainEqual(
    expect.objectContaining({ id: 'C0PAY', name: 'payments', unread: 3, mentions: 2 }),
  )
  const [, messages] = await ask('GET', '/people/owner/channels/payments/messages')
  expect((messages as { mentionsMe: boolean }[]).map(({ mentionsMe }) => mentionsMe)).toEqual([
    true,
    true,
    false,
  ])
  await ask('POST', '/people/owner/channels/payments/read', {})
  const [, after] = await ask('GET', '/people/owner/channels')
  expect(after).toContainEqual(expect.objectContaining({ id: 'C0PAY', unread: 0, mentions: 0 }))
  const [, guests] = await ask('GET', '/people/guest/channels')
  expect(guests).toMatchObject([{ id: 'C0PAY', unread: 3, mentions: 1 }])
})

test('a person writes, also in a thread', async () => {
  const [, root] = await ask('POST', '/people/developer/messages', {
    channel: 'payments',
    text: 'look <here>, @bob',
  })
  expect(root).toMatchObject({
    ok: true,
    message: { user: 'U0ALICE', text: 'look &lt;here&gt;, <@U0BOB|bob>' },
  })
  const { ts } = root as { ts: string }
  await ask('POST', '/people/owner/messages', { channel: 'C0PAY', text: 'I see', thread_ts: ts })
  const [, thread] = await ask('GET', `/people/developer/channels/payments/messages?thread_ts=${ts}`)
  expect(thread).toMatchObject([
    { ts, reply_count: 1 },
    { text: 'I see', thread_ts: ts },
  ])
})

test.each([
  ['GET', '/people/nobody/channels', undefined, 404, 'person_not_found'],
  ['GET', '/people/guest/channels/orders/messages', undefined, 404, 'channel_not_found'],
  ['POST', '/people/developer/messages', { channel: 'old', text: 'x' }, 409, 'is_archived'],
  ['POST', '/people/carol/messages', { channel: 'payments', text: 'x' }, 404, 'person_not_found'],
  ['POST', '/people/developer/commands', { channel: 'payments', text: 'alerts' }, 400, 'no_command'],
  [
    'POST',
    '/people/developer/commands',
    { channel: 'payments', text: '/alerts', thread_ts: '1.1' },
    400,
    'not_in_threads',
  ],
  ['POST', '/people/developer/views/V0/submit', { values: {} }, 404, 'view_not_found'],
  ['PATCH', '/people/guest', { membership: 'king' }, 400, 'invalid_membership'],
])('%s %s %o', async (method, path, body, status, error) => {
  expect(await ask(method, path, body)).toMatchObject([
    status,
    { ok: false, error, message: expect.any(String) as string },
  ])
})

test('a command that is not installed', async () => {
  const [status, answer] = await ask('POST', '/people/developer/commands', {
    channel: 'payments',
    text: '/frobnicate x',
  })
  expect([status, answer]).toEqual([
    200,
    { ok: false, error: 'unknown_command', message: '/frobnicate is not a valid command.' },
  ])
})

test('changes of the workspace', async () => {
  await ask('PATCH', '/channels/payments', { archived: true, private: true, bot_is_member: false })
  expect((await post('x')).body.error).toBe('channel_not_found')
  await ask('PATCH', '/token', { revoked: true })
  expect((await post('x')).body.error).toBe('token_revoked')
})

test('events name what changed, and only to those who may see it', async () => {
  const stream = await fetch(`${slack.url}/playground/events?person=owner`)
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  await callSlack(slack, 'chat.postEphemeral', { channel: 'C0PAY', user: 'U0ALICE', text: 'psst' })
  const { body } = await post('hello')
  let heard = ''
  while (!heard.includes('"unread"')) heard += (await reader.read()).value ?? ''
  await reader.cancel()
  expect(heard).toContain(
    `data: {"type":"message","change":"posted","channel":"C0PAY","ts":"${String(body['ts'])}"}`,
  )
  expect(heard).not.toContain('ephemeral')
})

test('traffic is recorded without credentials', async () => {
  await connectRawSocket(slack, () => ({ text: 'ok' }))
  await slack.as('developer').command({ channel: 'payments', text: '/alerts' })
  await post('hello')
  slack.recordTraffic({
    direction: 'webhook',
    name: 'grafana',
    status: 200,
    ms: 3,
    request: { Authorization: 'Bearer s3cret' },
    response: null,
  })
  const [, traffic] = await ask('GET', '/traffic')
  const text = JSON.stringify(traffic)
  expect((traffic as { name: string }[]).map(({ name }) => name)).toEqual([
    'apps.connections.open',
    '/alerts',
    'chat.postMessage',
    'grafana',
  ])
  for (const secret of [slack.botToken, slack.appToken, slack.world.credentials.verificationToken, 's3cret'])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/ticket=[\w-]/)
  expect(await ask('GET', '/traffic?after=3')).toMatchObject([200, [{ id: 4 }]])
})
