import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseSpeedClock } from '../../playground/slack/clock.ts'
import { parseManifest } from '../../playground/slack/manifest.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock } from '../harness/test-clock.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slack-state-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a workspace survives a restart: messages, threads, marks, changes', async () => {
  const options = { persistPath: join(folder, 'deep', 'workspace.json'), clock: createTestClock() }
  const first = await startTestSlack(options)
  const post = {
    channel: 'C0PAY',
    text: 'root',
    metadata: { event_type: 'coxswain', event_payload: { key: 'k' } },
  }
  const { body } = await callSlack(first, 'chat.postMessage', post)
  await callSlack(first, 'chat.postMessage', { channel: 'C0PAY', text: 'reply', thread_ts: body['ts'] })
  first.as('owner').read('payments')
  first.changePerson('guest', { deleted: true })
  first.changeChannel('orders', { bot_is_member: false })
  const before = first.messages('payments')
  await first.stop()

  const second = await startTestSlack(options)
  expect(second.messages('payments')).toEqual(before)
  expect(second.as('owner').channels()[0]).toMatchObject({ id: 'C0PAY', unread: 0 })
  expect(
    (await callSlack(second, 'conversations.info', { channel: 'C0ORDERS' })).body['channel'],
  ).toMatchObject({ is_member: false })
  const later = await callSlack(second, 'chat.postMessage', { channel: 'C0PAY', text: 'later' })
  expect(Number(later.body['ts'])).toBeGreaterThan(Number(before.at(-1)?.['ts']))
  await second.stop()
})

test('the clock runs as fast as its setting says', () => {
  const base = Date.now() - 1000
  const clock = parseSpeedClock(`60@${base}`)
  expect(clock.now() - base).toBeGreaterThanOrEqual(60_000)
  expect(clock.now() - base).toBeLessThan(120_000)
  expect(() => parseSpeedClock('fast')).toThrow('<speed>@<baseMs>')
})

test.each([
  [
    'features: { slash_commands: [{ command: alerts, description: x }] }',
    '"alerts" is no slash command name',
  ],
  ['features: { slash_commands: [{ command: /alerts }] }', '/alerts needs a description'],
])('a manifest that Slack would refuse: %s', (yaml, message) => {
  expect(() => parseManifest(yaml)).toThrow(message)
})
