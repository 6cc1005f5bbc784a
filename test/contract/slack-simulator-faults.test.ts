import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

let slack: SlackSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  slack = await startTestSlack({ clock })
})
afterEach(() => slack.stop())

const post = (channel = 'C0PAY') => callSlack(slack, 'chat.postMessage', { channel, text: 'x' })
const stored = () => slack.messages('payments').length

async function fault(body: object): Promise<Response> {
  return fetch(`${slack.url}/playground/faults`, { method: 'POST', body: JSON.stringify(body) })
}

test('error, status and ratelimited answer instead of handling, as often as told', async () => {
  await fault({ method: 'chat.postMessage', kind: 'error', error: 'internal_error', times: 2 })
  await fault({ method: '*', kind: 'status', status: 503 })
  await fault({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 7 })
  expect((await post()).body).toEqual({ ok: false, error: 'internal_error' })
  expect((await post()).body).toEqual({ ok: false, error: 'internal_error' })
  expect((await post()).status).toBe(503)
  const limited = await post()
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
  expect(stored()).toBe(0)
  expect((await post()).body.ok).toBe(true)
})

test('only for one channel; DELETE forgets them', async () => {
  await fault({
    method: 'chat.postMessage',
    channel: 'C0ORDERS',
    kind: 'error',
    error: 'fatal_error',
    times: 5,
  })
  expect((await post('C0PAY')).body.ok).toBe(true)
  expect((await post('C0ORDERS')).body.error).toBe('fatal_error')
  await fetch(`${slack.url}/playground/faults`, { method: 'DELETE' })
  expect((await post('C0ORDERS')).body.ok).toBe(true)
})

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a connection dropped %s handling', async (when, messages) => {
  await fault({ method: 'chat.postMessage', kind: 'drop', when })
  await expect(post()).rejects.toThrow('fetch failed')
  expect(stored()).toBe(messages)
})

test('a delay before or after handling', async () => {
  await fault({ method: 'chat.postMessage', kind: 'delay', ms: 60, when: 'after' })
  const answer = post()
  await expect.poll(stored, { interval: 5 }).toBe(1)
  expect((await answer).body.ok).toBe(true)
})

test('hide: stored, but the Web API lists it only later', async () => {
  await fault({ method: 'chat.postMessage', kind: 'hide', ms: 5000 })
  await post()
  const listed = async () =>
    (await callSlack(slack, 'conversations.history', { channel: 'C0PAY' })).body['messages']
  expect(await listed()).toEqual([])
  await clock.advance(5000)
  expect(await listed()).toHaveLength(1)
})

test('a fault that nobody understands is refused', async () => {
  const answer = await fault({ method: 'chat.postMessage', kind: 'call', when: 'later', url: 'http://x' })
  expect([answer.status, await answer.json()]).toMatchObject([400, { ok: false, error: 'invalid_fault' }])
})

describe('call: somebody is asked at a point and the answer waited for', () => {
  let listener: Server
  let seen: number[]

  beforeEach(async () => {
    seen = []
    listener = createServer((_request, response) => {
      seen.push(stored())
      setTimeout(() => response.end(), 30)
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => void listener.close())

  test.each([
    ['before', 0],
    ['stored', 1],
    ['answered', 1],
  ] as const)('%s', async (when, messages) => {
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/kill`
    await fault({ method: 'chat.postMessage', kind: 'call', when, url })
    expect((await post()).body.ok).toBe(true)
    await expect.poll(() => seen).toEqual([messages])
  })
})
