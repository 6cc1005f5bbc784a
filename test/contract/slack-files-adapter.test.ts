import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { OutgoingFile } from '../../src/domain/files.ts'
import { createSlackFiles } from '../../src/integrations/slack/files.ts'
import { createSystemClock, type Clock } from '../../src/lib/clock.ts'
import { startTestSlack, testManifestWith } from '../harness/simulator.ts'
import { PNG } from './slack-files-kit.ts'

let slack: SlackSimulator
let logs: string[]
let calls: string[]

/** Who sleeps has slept; what waits for an answer waits in real time. */
function createSleeplessClock(): Clock {
  const real = createSystemClock()
  let slept = 0
  return {
    now: () => real.now() + slept,
    after: (ms, fn) => real.after(ms, fn),
    sleep: async (ms) => void (slept += ms),
  }
}

const clock = createSleeplessClock()
const start = (options: Parameters<typeof startTestSlack>[0] = {}) => startTestSlack({ clock, ...options })

beforeEach(async () => {
  logs = []
  calls = []
  slack = await start()
})
afterEach(() => slack.stop())

function files(timeoutMs = 20_000) {
  const log = (...words: unknown[]) => void logs.push(JSON.stringify(words))
  return createSlackFiles({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock,
    timeoutMs,
    logger: { debug: log, info: log, warn: log, error: log },
    onCall: (method, outcome) => void calls.push(`${method} ${outcome}`),
  })
}

const chart: OutgoingFile = {
  filename: 'chart.png',
  title: 'Cost by day',
  altText: `Cost by day: ${'much '.repeat(400)}`,
  bytes: new Uint8Array(PNG),
}
const table: OutgoingFile = {
  filename: 'costs.csv',
  title: 'Costs',
  altText: null,
  bytes: new TextEncoder().encode('team,cost\nPayments,12\n'),
}
const send = (already: string | null = null, timeoutMs?: number) =>
  files(timeoutMs).sendTo('U0ALICE', table, { comment: 'Your costs', already })
const inbox = () => slack.messages('@alice')
const held = (name = 'costs.csv') => slack.world.files.all().filter((file) => file.name === name)

describe('keeping a picture', () => {
  test('resolves when an image block may name it, and nobody has seen it', async () => {
    const result = await files().keep(chart)
    expect(result).toEqual({ outcome: 'done', fileId: expect.stringMatching(/^F/) })
    const [kept] = held('chart.png')
    expect(kept).toMatchObject({ title: 'Cost by day', shares: [], asked: 2 })
    expect(kept?.bytes?.equals(PNG)).toBe(true)
    expect(kept?.altText).toHaveLength(1000)
    expect(calls).toEqual([
      'files.getUploadURLExternal done',
      'upload_url done',
      'files.completeUploadExternal done',
      'files.info done',
      'files.info done',
    ])
  })

  test('a completion without an answer is looked at rather than believed', async () => {
    slack.faults.add({ method: 'files.completeUploadExternal', kind: 'drop', when: 'after' })
    expect(await files().keep(chart)).toMatchObject({ outcome: 'done' })
    slack.faults.add({ method: 'files.completeUploadExternal', kind: 'drop', when: 'before' })
    expect(await files().keep(chart)).toMatchObject({
      outcome: 'ambiguous',
      fileId: held('chart.png')[1]?.id,
    })
  })

  test('a file that Slack never finishes is tried again later', async () => {
    slack.settings.fileReadyMs = null
    expect(await files().keep(chart)).toMatchObject({ outcome: 'later', error: 'file is not ready' })
  })

  test('without files:read nobody can tell when it is ready', async () => {
    await slack.stop()
    slack = await start({ manifest: testManifestWith((yaml) => yaml.replace(', files:read', '')) })
    expect(await files().keep(chart)).toEqual({ outcome: 'refused', error: 'missing_scope' })
  })
})

describe('what went wrong before anybody could see anything', () => {
  const limit = { kind: 'ratelimited', retryAfter: 7 } as const
  test.each([
    ['conversations.open', limit, { outcome: 'later', retryAfterMs: 7000 }],
    ['files.getUploadURLExternal', limit, { outcome: 'later', retryAfterMs: 7000 }],
    ['upload_url', limit, { outcome: 'later', retryAfterMs: 7000 }],
    ['files.completeUploadExternal', limit, { outcome: 'later', retryAfterMs: 7000 }],
    ['conversations.open', { kind: 'drop', when: 'after' }, { outcome: 'later' }],
    ['files.getUploadURLExternal', { kind: 'status', status: 502 }, { outcome: 'later', error: 'http_502' }],
    ['upload_url', { kind: 'status', status: 504 }, { outcome: 'later', error: 'upload answered http_504' }],
    ['upload_url', { kind: 'drop', when: 'after' }, { outcome: 'later', error: 'upload got no answer' }],
    ['upload_url', { kind: 'error', error: 'proxy_login' }, { outcome: 'later' }],
    [
      'files.getUploadURLExternal',
      { kind: 'error', error: 'file_uploads_disabled' },
      { outcome: 'refused', error: 'file_uploads_disabled' },
    ],
    [
      'files.getUploadURLExternal',
      { kind: 'error', error: 'storage_limit_reached' },
      { outcome: 'refused', error: 'storage_limit_reached' },
    ],
    [
      'conversations.open',
      { kind: 'error', error: 'missing_scope' },
      { outcome: 'refused', error: 'missing_scope' },
    ],
  ] as const)('%s with %o', async (method, fault, expected) => {
    slack.faults.add({ method, ...fault })
    expect(await send()).toMatchObject(expected)
    expect(slack.world.workspace.channels.has('D0ALICE') ? inbox() : []).toEqual([])
  })

  test('somebody who has left is refused', async () => {
    slack.changePerson('developer', { deleted: true })
    expect(await send()).toEqual({ outcome: 'refused', error: 'user_disabled' })
  })
})

describe('sending a file to a person', () => {
  test('it stands in their direct messages', async () => {
    const result = await send()
    expect(result).toEqual({ outcome: 'done', fileId: held()[0]?.id })
    expect(inbox()).toMatchObject([
      { text: 'Your costs', files: [{ name: 'costs.csv', title: 'Costs', size: table.bytes.length }] },
    ])
  })

  test.each([
    ['carried out', { kind: 'drop', when: 'after' }],
    ['not carried out', { kind: 'drop', when: 'before' }],
    ['not carried out, for Slack’s own reasons', { kind: 'error', error: 'internal_error' }],
    ['not carried out, for a reason that passes', { kind: 'error', error: 'file_update_failed' }],
  ] as const)('an unclear completion that was %s: the person gets it once', async (_, fault) => {
    slack.faults.add({ method: 'files.completeUploadExternal', ...fault })
    const unclear = await send()
    expect(unclear).toMatchObject({ outcome: 'ambiguous', fileId: held()[0]?.id })
    expect(await send(held()[0]?.id)).toEqual({ outcome: 'done', fileId: held()[0]?.id })
    expect(inbox()).toHaveLength(1)
  })

  test('a completion that took too long was carried out all the same', async () => {
    slack.faults.add({ method: 'files.completeUploadExternal', kind: 'delay', ms: 3000, when: 'after' })
    const unclear = await send(null, 2000)
    expect(unclear).toMatchObject({ outcome: 'ambiguous', fileId: held()[0]?.id })
    expect(await send(held()[0]?.id)).toMatchObject({ outcome: 'done' })
    expect(inbox()).toHaveLength(1)
  })

  test.each(['ok', 'file_not_found'] as const)(
    'a share that Slack never tells of counts as done when completing again answers %s',
    async (completedAgain) => {
      slack.faults.add({ method: 'files.completeUploadExternal', kind: 'drop', when: 'after' })
      await send()
      Object.assign(slack.settings, { completedAgain, fileReadyMs: null })
      expect(await send(held()[0]?.id)).toMatchObject({ outcome: 'done' })
      expect(inbox()).toHaveLength(1)
    },
  )

  test('an upload that Slack no longer knows begins anew', async () => {
    expect(await send('F0FORGOTTEN')).toMatchObject({ outcome: 'done' })
    expect(inbox()).toHaveLength(1)
  })

  test('nothing is sent twice while nobody can look', async () => {
    slack.faults.add({ method: 'files.info', kind: 'status', status: 503, times: 50 })
    slack.faults.add({ method: 'files.completeUploadExternal', kind: 'error', error: 'file_not_found' })
    expect(await send('F0FORGOTTEN')).toMatchObject({ outcome: 'ambiguous', fileId: 'F0FORGOTTEN' })
    expect(inbox()).toEqual([])
  })
})

test('neither the address nor the bytes are logged', async () => {
  slack.faults.add({ method: 'upload_url', kind: 'drop', when: 'after' })
  slack.faults.add({ method: 'files.completeUploadExternal', kind: 'status', status: 500 })
  await send()
  await send()
  const told = logs.join('\n')
  expect(told).toContain('uploading a file: not done')
  expect(told).not.toContain('/upload/')
  expect(told).not.toContain('Payments')
})
