import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { createSlackAnswers } from '../../src/integrations/slack/answers.ts'
import { createSlackDirectory } from '../../src/integrations/slack/directory.ts'
import { createSlackMessages } from '../../src/integrations/slack/messages.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { message } from './slack-writer-kit.ts'

let slack: SlackSimulator
const logger = createLogger('silent')
const clock = createSystemClock()
const deps = () => ({ botToken: slack.botToken, apiUrl: slack.apiUrl, clock, logger, timeoutMs: 300 })
const post = (key: string, channel = 'C0PAY') => ({ channel, threadTs: null, message: message(key), key })

beforeEach(
  async () =>
    void (slack = await startTestSlack({
      rateLimits: {
        postPerChannel: { perMinute: 6000, burst: 400 },
        postPerWorkspace: { perMinute: 6000, burst: 400 },
      },
    })),
)
afterEach(() => slack.stop())

describe('what is certain about a call', () => {
  test.each([
    [{ kind: 'ratelimited', retryAfter: 7 } as const, { outcome: 'limited', retryAfterMs: 7000 }],
    [{ kind: 'status', status: 502 } as const, { outcome: 'ambiguous', error: 'http_502' }],
    [{ kind: 'status', status: 404 } as const, { outcome: 'refused', error: 'http_404' }],
    [{ kind: 'drop', when: 'before' } as const, { outcome: 'ambiguous' }],
    [{ kind: 'delay', ms: 500, when: 'after' } as const, { outcome: 'ambiguous' }],
    [{ kind: 'error', error: 'fatal_error' } as const, { outcome: 'ambiguous' }],
    [{ kind: 'error', error: 'message_limit_exceeded' } as const, { outcome: 'limited' }],
    [{ kind: 'error', error: 'invalid_blocks' } as const, { outcome: 'refused', error: 'invalid_blocks' }],
  ])('%o', async (fault, expected) => {
    slack.faults.add({ method: 'chat.postMessage', ...fault })
    const calls: unknown[] = []
    const messages = createSlackMessages({ ...deps(), onCall: (...call) => calls.push(call.slice(0, 2)) })
    expect(await messages.post(post('k'))).toMatchObject(expected)
    expect(calls).toEqual([['chat.postMessage', expected.outcome]])
  })

  test('a connection that was never made', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    const port = await new Promise<number>((done) =>
      closed.once('listening', () => done((closed.address() as AddressInfo).port)),
    )
    await new Promise((done) => closed.close(done))
    const messages = createSlackMessages({ ...deps(), apiUrl: `http://127.0.0.1:${port}/api/` })
    expect(await messages.post(post('k'))).toEqual({ outcome: 'unsent', error: 'ECONNREFUSED' })
  })

  test('an answer that is not Slack’s', async () => {
    const proxy = createServer((_request, response) => response.end('<html>proxy login</html>')).listen(
      0,
      '127.0.0.1',
    )
    const port = await new Promise<number>((done) =>
      proxy.once('listening', () => done((proxy.address() as AddressInfo).port)),
    )
    const messages = createSlackMessages({ ...deps(), apiUrl: `http://127.0.0.1:${port}/api/` })
    expect(await messages.post(post('k'))).toEqual({ outcome: 'ambiguous', error: 'unreadable answer' })
    proxy.closeAllConnections()
    proxy.close()
  })
})

test('a message is found by its key behind more than a page of others', async () => {
  const messages = createSlackMessages(deps())
  const since = clock.now()
  const wanted = await messages.post(post('wanted'))
  for (let n = 0; n < 250; n++) await messages.post(post(`other${n}`))
  const find = (key: string) => messages.find({ channel: 'C0PAY', threadTs: null, key, since })
  expect(await find('wanted')).toEqual({ found: wanted.outcome === 'done' ? wanted.ts : '' })
  expect(await find('never')).toEqual({ found: null })
  expect(await messages.find({ channel: 'C0SECRET', threadTs: null, key: 'x', since })).toEqual({
    unreadable: 'channel_not_found',
  })
})

test('a message is found, or known not to stand, behind however many later ones', async () => {
  const messages = createSlackMessages(deps())
  const since = clock.now()
  const wanted = await messages.post(post('wanted'))
  const { log } = slack.world.workspace.channels.get('C0PAY') ?? {}
  const [first] = log?.all() ?? []
  for (let n = 0; first && n < 4100; n++) {
    const { metadata: _, ...later } = first
    log?.add({ ...later, ts: log.nextTs(since + 180_000) })
  }
  const find = (key: string) => messages.find({ channel: 'C0PAY', threadTs: null, key, since })
  expect(await find('wanted')).toEqual({ found: wanted.outcome === 'done' ? wanted.ts : '' })
  expect(await find('never')).toEqual({ found: null })
})

test('a permalink is asked once', async () => {
  const messages = createSlackMessages(deps())
  const sent = await messages.post(post('k'))
  const ts = sent.outcome === 'done' ? sent.ts : ''
  const links = await Promise.all([messages.permalink('C0PAY', ts), messages.permalink('C0PAY', ts)])
  expect([links[0], await messages.permalink('C0PAY', ts)]).toEqual([
    expect.stringContaining('/archives/C0PAY/p'),
    links[1],
  ])
  expect(slack.calls()['chat.getPermalink']?.total).toBe(1)
  expect(await messages.permalink('C0PAY', '1.1')).toBeNull()
})

test('who somebody is', async () => {
  const directory = createSlackDirectory(deps())
  slack.changePerson('U0CAROL', { deleted: true })
  const of = async (id: string) => (await directory.person(id)).membership
  expect(
    await Promise.all(['U0ALICE', 'U0GUS', 'U0OLGA', 'U0CAROL', 'U0COXSWAIN', 'U0NOBODY'].map(of)),
  ).toEqual(['member', 'guest', 'external', 'deactivated', 'bot', 'unknown'])
  expect((await directory.person('U0ALICE')).name).not.toBe('')
  expect(await directory.groupMembers('S0PAY')).toEqual(['U0BOB'])
  expect(await directory.groupMembers('S0NONE')).toBeNull()
})

test('the directory asks once for many, repeats after a hiccup, and says unknown when Slack is down', async () => {
  const directory = createSlackDirectory(deps())
  slack.faults.add({ method: 'users.info', kind: 'status', status: 500 })
  const asked = await Promise.all(Array.from({ length: 20 }, () => directory.person('U0ALICE')))
  expect(new Set(asked.map(({ membership }) => membership))).toEqual(new Set(['member']))
  expect(slack.calls()['users.info']?.total).toBe(1)
  slack.faults.add({ method: 'users.info', kind: 'status', status: 500, times: 3 })
  expect((await directory.person('U0BOB')).membership).toBe('unknown')
  expect((await directory.person('U0BOB')).membership).toBe('member')
})

test('answers never throw', async () => {
  const answers = createSlackAnswers(deps())
  await answers.ephemeral(`${slack.url}/actions/T1/2/none`, message('hello'))
  await answers.ephemeral('http://127.0.0.1:1/none', message('hello'))
  expect(
    await answers.openModal('1.2.none', {
      type: 'modal',
      title: { type: 'plain_text', text: 'T' },
      blocks: [],
    }),
  ).toMatchObject({
    error: expect.any(String) as string,
  })
  expect(
    await answers.updateModal('V1', null, {
      type: 'modal',
      title: { type: 'plain_text', text: 'T' },
      blocks: [],
    }),
  ).toMatchObject({ ok: false })
})
