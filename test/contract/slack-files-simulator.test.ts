import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack, testManifestWith } from '../harness/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { PNG, complete, fileInfo, uploadRaw } from './slack-files-kit.ts'

let slack: SlackSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  slack = await startTestSlack({ clock })
})
afterEach(() => slack.stop())

const ask = async (args: Record<string, unknown>) =>
  (await callSlack(slack, 'files.getUploadURLExternal', args, { form: true })).body
const bytes = Buffer.from('day,cost\n2026-11-20,12.5\n')

test('bytes go to the address raw, and the answer counts them', async () => {
  const { upload_url: address } = await ask({ filename: 'a.csv', length: 3 })
  const answer = await fetch(String(address), { method: 'POST', body: 'abc' })
  expect([answer.status, await answer.text()]).toEqual([200, 'OK - 3'])
})

test('or as a form', async () => {
  const { upload_url: address, file_id: id } = await ask({ filename: 'a.png', length: PNG.length })
  const form = new FormData()
  form.set('body', new Blob([new Uint8Array(PNG)]), 'a.png')
  const answer = await fetch(String(address), { method: 'POST', body: form })
  expect(await answer.text()).toBe(`OK - ${PNG.length}`)
  await complete(slack, String(id))
  await clock.advance(2000)
  expect(await fileInfo(slack, String(id))).toMatchObject({ mimetype: 'image/png', original_w: '1' })
})

test('an address that nobody was given, other bytes than announced, another method', async () => {
  const { upload_url: address, file_id: id } = await ask({ filename: 'a.csv', length: 3 })
  const status = async (to: string, init: RequestInit) => (await fetch(to, init)).status
  expect(await status(`${slack.url}/upload/v1/guess`, { method: 'POST', body: 'abc' })).toBe(404)
  expect(await status(String(address), { method: 'POST', body: 'abcd' })).toBe(400)
  expect(await status(String(address), { method: 'GET' })).toBe(405)
  expect((await complete(slack, String(id))).error).toBe('file_not_found')
})

test.each([
  [{ filename: 'a.csv' }, 'invalid_arguments'],
  [{ filename: 'a.csv', length: 0 }, 'missing_argument'],
  [{ filename: 'a.csv', length: 30_000_000 }, 'file_upload_size_restricted'],
  [{ filename: 'a.png', length: 3, alt_txt: 'x'.repeat(1001) }, 'alt_txt_too_large'],
  [{ filename: 'a.sql', length: 3, snippet_type: 'sql' }, 'invalid_arguments'],
])('asking for an address with %o: %s', async (args, error) => {
  expect((await ask(args)).error).toBe(error)
})

test('a completed file is private, and its kind is known only when Slack has looked at it', async () => {
  const id = await uploadRaw(slack, 'costs.csv', bytes)
  expect(await fileInfo(slack, id)).toMatchObject({ error: 'file_not_found' })
  expect(await complete(slack, id)).toMatchObject({ ok: true, files: [{ id, title: 'T', shares: {} }] })
  expect(await fileInfo(slack, id)).toMatchObject({ name: 'costs.csv', size: bytes.length, mimetype: '' })
  await clock.advance(2000)
  expect(await fileInfo(slack, id)).toMatchObject({ mimetype: 'text/csv', is_public: false, shares: {} })
})

test('whoever asks a second time finds it ready, unless Slack never is', async () => {
  const id = await uploadRaw(slack, 'a.csv', bytes)
  await complete(slack, id)
  expect((await fileInfo(slack, id))['mimetype']).toBe('')
  expect((await fileInfo(slack, id))['mimetype']).toBe('text/csv')
  slack.settings.fileReadyMs = null
  expect((await fileInfo(slack, id))['mimetype']).toBe('')
})

test('shared, it stands in a message with its comment, and the share shows later', async () => {
  const id = await uploadRaw(slack, 'a.csv', bytes)
  const answer = await complete(slack, id, { channel_id: 'C0PAY', initial_comment: 'your costs' })
  expect(answer).toMatchObject({ ok: true, files: [{ shares: {} }] })
  const [message] = slack.messages('payments')
  expect(message).toMatchObject({
    text: 'your costs',
    bot_id: 'B0COXSWAIN',
    files: [{ id, size: bytes.length }],
  })
  await clock.advance(2000)
  expect(await fileInfo(slack, id)).toMatchObject({
    is_public: true,
    channels: ['C0PAY'],
    shares: { public: { C0PAY: [{ ts: message?.['ts'] }] } },
  })
})

test('in a thread, and in several channels', async () => {
  const { body } = await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: 'root' })
  const id = await uploadRaw(slack, 'a.csv', bytes)
  await complete(slack, id, { channel_id: 'C0PAY', thread_ts: body['ts'] })
  expect(slack.messages('payments')[1]).toMatchObject({ thread_ts: body['ts'], files: [{ id }] })
  const other = await uploadRaw(slack, 'b.csv', bytes)
  await complete(slack, other, { channels: 'C0PAY,C0ORDERS' })
  expect(slack.messages('orders')).toMatchObject([{ files: [{ id: other }] }])
})

test.each([
  ['C0SECRET', 'invalid_channel'],
  ['C0NOWHERE', 'invalid_channel'],
  ['C0ALIEN', 'not_in_channel'],
  ['C0OLD', 'posting_to_channel_denied'],
])('sharing in %s: %s, and the upload can still be completed', async (channel, error) => {
  const id = await uploadRaw(slack, 'a.csv', bytes)
  expect((await complete(slack, id, { channel_id: channel })).error).toBe(error)
  expect((await complete(slack, id)).ok).toBe(true)
})

test.each(['ok', 'file_not_found'] as const)(
  'completing twice shares once and answers %s',
  async (answer) => {
    slack.settings.completedAgain = answer
    const id = await uploadRaw(slack, 'a.csv', bytes)
    await complete(slack, id, { channel_id: 'C0PAY' })
    const again = await complete(slack, id, { channel_id: 'C0PAY' })
    expect(again.ok ? 'ok' : again.error).toBe(answer)
    expect(slack.messages('payments')).toHaveLength(1)
  },
)

test.each([
  ['files:write', 'files.getUploadURLExternal', { filename: 'a', length: 1 }],
  ['files:write', 'files.completeUploadExternal', { files: [{ id: 'F0' }] }],
  ['files:read', 'files.info', { file: 'F0' }],
])('without %s no %s', async (needed, method, args) => {
  const manifest = testManifestWith((yaml) => yaml.replace(`, ${needed}`, ''))
  const poor = await startTestSlack({ manifest })
  expect((await callSlack(poor, method, args)).body).toMatchObject({ error: 'missing_scope', needed })
  await poor.stop()
})

test('faults reach every step: the address is called upload_url', async () => {
  const fault = (body: object) =>
    fetch(`${slack.url}/playground/faults`, { method: 'POST', body: JSON.stringify(body) })
  await fault({ method: 'upload_url', kind: 'status', status: 504 })
  await expect(uploadRaw(slack, 'a.csv', bytes)).rejects.toThrow('504')
  await fault({ method: 'files.completeUploadExternal', kind: 'drop', when: 'after' })
  const id = await uploadRaw(slack, 'a.csv', bytes)
  await expect(complete(slack, id, { channel_id: 'C0PAY' })).rejects.toThrow('fetch failed')
  expect(slack.messages('payments')).toMatchObject([{ files: [{ id }] }])
})

test('the address of an upload stays out of what is recorded', async () => {
  await ask({ filename: 'a.csv', length: 3 })
  const recorded = await (await fetch(`${slack.url}/playground/traffic`)).text()
  expect(recorded).toContain('/upload/v1/…')
})
