import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { SlackDoor } from '../../src/commands/slack/slack-door.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { startDoor } from '../harness/slack-door.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

let slack: SlackSimulator
let opened: TestStore
let door: SlackDoor | null = null

beforeEach(async () => {
  slack = await startTestSlack()
  opened = await openTestStore()
})
afterEach(async () => {
  await door?.stop()
  door = null
  await slack.stop()
  await opened.close()
})

test.each([
  ['botToken', 'SLACK_BOT_TOKEN (invalid_auth)'],
  ['appToken', 'SLACK_APP_TOKEN (invalid_auth)'],
])('a wrong %s is named with the remedy', async (name, said) => {
  const wrong = { ...slack, [name]: `${slack[name as 'botToken']}x` }
  await expect(startDoor({ slack: wrong, store: opened.store })).rejects.toThrow(said)
})

test('while slack cannot be reached the door is not alive, and opens when it can', async () => {
  slack.faults.add({ method: 'auth.test', kind: 'status', status: 500 })
  slack.faults.add({ method: 'apps.connections.open', kind: 'drop', when: 'before' })
  door = await startDoor({ slack, store: opened.store })
  expect(door.alive()).toBe(false)
  await expect.poll(() => door?.alive(), { timeout: 30_000 }).toBe(true)
  expect(await slack.as('U0BOB').command({ channel: 'payments', text: '/coxswain' })).toMatchObject({
    ok: true,
  })
})

test('a socket that ends is replaced, also when slack refuses for a while', async () => {
  door = await startDoor({ slack, store: opened.store })
  slack.faults.add({ method: 'apps.connections.open', kind: 'ratelimited', retryAfter: 1, times: 1 })
  slack.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'internal_error', times: 1 })
  slack.refreshSockets('warning')
  await expect.poll(() => slack.connections(), { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await slack.as('U0BOB').command({ channel: 'payments', text: '/coxswain' })).toMatchObject({
    ok: true,
  })
})

test('stopping while it is not open yet ends the trying', async () => {
  slack.faults.add({ method: 'auth.test', kind: 'status', status: 500, times: 100 })
  const trying = await startDoor({ slack, store: opened.store })
  await trying.stop()
  const calls = slack.calls()['auth.test']?.total
  await new Promise((wait) => setTimeout(wait, 1_500))
  expect(slack.calls()['auth.test']?.total).toBe(calls)
})

test('stopping does not wait for a slack that does not answer', async () => {
  const trying = await startDoor({ slack, store: opened.store })
  slack.faults.add({ method: 'apps.connections.open', kind: 'delay', when: 'after', ms: 8_000, times: 100 })
  slack.refreshSockets('warning')
  await expect
    .poll(() => slack.calls()['apps.connections.open']?.total, { timeout: 30_000 })
    .toBeGreaterThan(1)
  const began = performance.now()
  await trying.stop()
  expect(performance.now() - began).toBeLessThan(4_000)
})
