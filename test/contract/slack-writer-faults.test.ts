import { afterEach, describe, expect, test } from 'vitest'
import type { FaultKind } from '../../playground/slack/faults.ts'
import { testManifestWith } from '../harness/simulator.ts'
import { CHANNEL, startWriter, type TestWriter } from './slack-writer-kit.ts'

let writer: TestWriter
afterEach(() => writer.stop())

const FAULTS: [string, FaultKind][] = [
  ['429', { kind: 'ratelimited', retryAfter: 3 }],
  ['ratelimited in a 200', { kind: 'error', error: 'ratelimited' }],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['internal_error', { kind: 'error', error: 'internal_error' }],
  ['dropped before it was handled', { kind: 'drop', when: 'before' }],
  ['dropped after it was handled', { kind: 'drop', when: 'after' }],
  ['slower than the timeout, not handled in time', { kind: 'delay', ms: 420, when: 'before' }],
  ['slower than the timeout, handled', { kind: 'delay', ms: 700, when: 'after' }],
  ['seen in history only 5 s later', { kind: 'hide', ms: 5000 }],
  ['an unknown error', { kind: 'error', error: 'something_new' }],
]
const shown = (subject: string) => async () => (await writer.card(subject))?.state === 'shown'
const sent = (key: string) => async () => (await writer.notice(key))?.state === 'shown'

describe.each(FAULTS)('%s', (_name, fault) => {
  test('a card stands once', async () => {
    writer = await startWriter()
    writer.slack.faults.add({ method: 'chat.postMessage', ...fault })
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    await writer.show('1', 'two alerts')
    await writer.until(shown('1'))
    expect(writer.texts()).toEqual(['two alerts'])
    expect((await writer.card('1')).ts).toBe(writer.slack.messages(CHANNEL)[0]?.ts)
  })

  test('an edit arrives', async () => {
    writer = await startWriter()
    await writer.show('1', 'one alert')
    await writer.until(shown('1'))
    writer.slack.faults.add({ method: 'chat.update', ...fault })
    await writer.show('1', 'two alerts')
    await writer.until(shown('1'))
    expect(writer.texts()).toEqual(['two alerts'])
  })

  test('a reply stands once', async () => {
    writer = await startWriter()
    await writer.show('1', 'the thread')
    await writer.until(shown('1'))
    writer.slack.faults.add({ method: 'chat.postMessage', ...fault })
    await writer.tell('joined:1:1', 'one more', { threadCardId: 'alert-thread:1' })
    await writer.until(sent('joined:1:1'))
    expect(writer.texts()).toEqual(['the thread', 'one more'])
  })
})

test('a reply waits until the one before it is decided', async () => {
  writer = await startWriter()
  await writer.show('1', 'the thread')
  await writer.until(shown('1'))
  writer.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'before' })
  await writer.tell('joined:1:1', 'one more', { threadCardId: 'alert-thread:1' })
  await writer.until(async () => (await writer.notice('joined:1:1')).state === 'ambiguous')
  await writer.tell('joined:1:2', 'and one more', { threadCardId: 'alert-thread:1' })
  await writer.until(sent('joined:1:2'))
  expect(writer.texts()).toEqual(['the thread', 'one more', 'and one more'])
})

test('a reply waits for the one before it that is to be tried again', async () => {
  writer = await startWriter()
  await writer.show('1', 'the thread')
  await writer.until(shown('1'))
  await writer.tell('joined:1:1', 'one more', { threadCardId: 'alert-thread:1', dueInMs: 3_000 })
  await writer.tell('joined:1:2', 'and one more', { threadCardId: 'alert-thread:1' })
  await writer.until(sent('joined:1:2'))
  expect(writer.texts()).toEqual(['the thread', 'one more', 'and one more'])
})

test('a reply is looked for in the thread that it went to, although the thread was posted anew', async () => {
  writer = await startWriter()
  const { faults } = writer.slack
  await writer.show('1', 'the thread')
  await writer.until(shown('1'))
  const { ts } = await writer.card('1')
  faults.add({ method: 'conversations.replies', kind: 'status', status: 500, times: 1000 })
  faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' })
  await writer.tell('joined:1:1', 'one more', { threadCardId: 'alert-thread:1' })
  await writer.until(async () => (await writer.notice('joined:1:1')).state === 'ambiguous')
  faults.add({ method: 'chat.update', kind: 'error', error: 'message_not_found' })
  await writer.show('1', 'the thread anew')
  await writer.until(async () => (await writer.card('1')).ts !== ts && shown('1')())
  faults.clear()
  await writer.until(sent('joined:1:1'))
  expect(writer.texts()).toEqual(['the thread', 'one more', 'the thread anew'])
})

test('history that cannot be read at first decides nothing', async () => {
  writer = await startWriter()
  writer.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' })
  writer.slack.faults.add({ method: 'conversations.history', kind: 'status', status: 500, times: 8 })
  await writer.show('1', 'one alert')
  await writer.until(shown('1'))
  expect(writer.texts()).toEqual(['one alert'])
  expect(
    writer.logs.filter(({ fields }) => JSON.stringify(fields).includes('http_500')).length,
  ).toBeGreaterThanOrEqual(8)
})

test('posted, answer lost, seen in history only 9 s later', async () => {
  writer = await startWriter()
  const { slack, clock } = writer
  slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' })
  slack.onEvent((event) => {
    for (const posted of slack.world.workspace.channels.get(CHANNEL)?.log.all() ?? [])
      if (event.type === 'message') posted.hiddenUntil ??= clock.now() + 9000
  })
  await writer.show('1', 'one alert')
  await writer.until(shown('1'))
  expect(writer.texts()).toEqual(['one alert'])
  expect(slack.calls()['conversations.history']?.total).toBeGreaterThan(1)
})

test('without the right to read history, alerts come at least once and digests at most once', async () => {
  const manifest = testManifestWith((yaml) => yaml.replace('channels:history, groups:history, ', ''))
  writer = await startWriter({ manifest })
  writer.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' })
  await writer.show('1', 'one alert')
  await writer.until(shown('1'))
  writer.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'before' })
  await writer.tell('digest:1', 'nine o’clock', { kind: 'digest' })
  await writer.until(sent('digest:1'))
  expect(writer.texts()).toEqual(['one alert', 'one alert'])
  expect(await writer.notice('digest:1')).toMatchObject({ ts: null, problem: 'missing_scope' })
})
