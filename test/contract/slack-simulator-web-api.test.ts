import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack, testManifestWith } from '../harness/simulator.ts'

let slack: SlackSimulator

beforeEach(async () => {
  slack = await startTestSlack()
})
afterEach(() => slack.stop())

const post = { channel: 'C0PAY', text: 'hello' }

describe('who may call', () => {
  const cases: [name: string, token: () => string | null, method: string, error: string][] = [
    ['no token', () => null, 'auth.test', 'not_authed'],
    ['an unknown token', () => 'xoxb-unknown', 'auth.test', 'invalid_auth'],
    ['the app token for a bot method', () => slack.appToken, 'chat.postMessage', 'not_allowed_token_type'],
    ['the bot token for sockets', () => slack.botToken, 'apps.connections.open', 'not_allowed_token_type'],
  ]
  test.each(cases)('%s', async (_name, token, method, error) => {
    const { status, body } = await callSlack(slack, method, post, { token: token() })
    expect([status, body]).toEqual([200, { ok: false, error }])
  })

  test('a method that is not simulated, even without a token', async () => {
    const { status, body } = await callSlack(slack, 'chat.scheduleMessage', post, { token: null })
    expect([status, body]).toMatchObject([200, { ok: false, error: 'unknown_method' }])
  })

  test('a revoked token, a deactivated bot', async () => {
    slack.revokeToken(true)
    expect((await callSlack(slack, 'auth.test')).body.error).toBe('token_revoked')
    slack.revokeToken(false)
    slack.changePerson('U0COXSWAIN', { deleted: true })
    expect((await callSlack(slack, 'auth.test')).body.error).toBe('account_inactive')
  })

  test('a missing scope is named beside those that are there', async () => {
    await slack.stop()
    slack = await startTestSlack({
      manifest: testManifestWith((yaml) => yaml.replace('chat:write, chat:write.public, ', '')),
    })
    const { body, headers } = await callSlack(slack, 'chat.postMessage', post)
    const provided =
      'commands,channels:read,groups:read,channels:history,groups:history,users:read,usergroups:read,files:write,files:read,im:write'
    expect(body).toEqual({ ok: false, error: 'missing_scope', needed: 'chat:write', provided })
    expect(headers.get('x-oauth-scopes')).toBe(provided)
    expect(headers.get('x-accepted-oauth-scopes')).toBe('chat:write')
  })
})

describe('how arguments come', () => {
  test('as JSON, as a form, with the token as an argument', async () => {
    expect((await callSlack(slack, 'chat.postMessage', post)).body.ok).toBe(true)
    expect((await callSlack(slack, 'chat.postMessage', post, { form: true })).body.ok).toBe(true)
    const withToken = { ...post, token: slack.botToken }
    expect((await callSlack(slack, 'chat.postMessage', withToken, { form: true, token: null })).body.ok).toBe(
      true,
    )
    const inJson = await callSlack(slack, 'chat.postMessage', withToken, { token: null })
    expect(inJson.body.error).toBe('not_authed')
  })

  test('neither form nor JSON', async () => {
    const send = async (body: string, type: string) => {
      const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': type }
      const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers, body })
      return ((await response.json()) as { error: string }).error
    }
    expect(await send('<a/>', 'application/xml')).toBe('invalid_post_type')
    expect(await send('{', 'application/json')).toBe('invalid_json')
    expect(await send('[]', 'application/json')).toBe('json_not_object')
  })

  test('a required argument that is missing', async () => {
    const { body } = await callSlack(slack, 'chat.update', { channel: 'C0PAY', text: 'x' })
    const response_metadata = { messages: ['[ERROR] missing required field: ts'] }
    expect(body).toEqual({ ok: false, error: 'invalid_arguments', response_metadata })
  })

  test('what is not simulated is refused, not ignored', async () => {
    const { body } = await callSlack(slack, 'chat.postMessage', {
      ...post,
      attachments: [{ text: 'legacy' }],
    })
    expect(body.error).toBe('invalid_arguments')
  })
})

test('auth.test tells who the bot is; each answer has its own request id', async () => {
  const [first, second] = [await callSlack(slack, 'auth.test'), await callSlack(slack, 'auth.test')]
  expect(first.body).toEqual({
    ok: true,
    url: `${slack.url}/`,
    team: 'Harbour',
    user: 'coxswain',
    team_id: 'T0COXSWAIN',
    user_id: 'U0COXSWAIN',
    bot_id: 'B0COXSWAIN',
    is_enterprise_install: false,
  })
  expect(first.headers.get('x-slack-req-id')).not.toBe(second.headers.get('x-slack-req-id'))
})

test('only this machine is served, and no page of another site', async () => {
  const foreign = await fetch(`${slack.url}/playground/workspace`, {
    headers: { origin: 'http://evil.example' },
  })
  expect(foreign.status).toBe(403)
})
