import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack, testManifestWith } from '../harness/simulator.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { PNG, complete, uploadRaw } from './slack-files-kit.ts'

let slack: SlackSimulator

beforeEach(async () => {
  slack = await startTestSlack()
})
afterEach(() => slack.stop())

const open = async (args: Record<string, unknown>, from = slack) =>
  (await callSlack(from, 'conversations.open', args)).body
const download = (who: string, id: string, from = slack) =>
  fetch(`${from.url}/playground/people/${who}/files/${id}`)

test('direct messages with a person are opened once', async () => {
  const first = await open({ users: 'U0ALICE' })
  expect(first).toMatchObject({ ok: true, channel: { id: expect.stringMatching(/^D/) } })
  const again = await open({ users: 'U0ALICE', return_im: true })
  const { id } = first['channel'] as { id: string }
  expect(again).toMatchObject({ already_open: true, channel: { id, is_im: true, user: 'U0ALICE' } })
})

test.each([
  [{}, 'users_list_not_supplied'],
  [{ users: 'U0NOBODY' }, 'user_not_found'],
  [{ users: 'U0COXSWAIN' }, 'invalid_user_combination'],
  [{ users: 'U0ALICE,U0BOB' }, 'invalid_arguments'],
  [{ channel: 'C0PAY' }, 'method_not_supported_for_channel_type'],
])('opening %o: %s', async (args, error) => {
  expect((await open(args)).error).toBe(error)
})

test('nobody is written to who has left, or without the scope', async () => {
  slack.changePerson('owner', { deleted: true })
  expect((await open({ users: 'U0BOB' })).error).toBe('user_disabled')
  const manifest = testManifestWith((yaml) => yaml.replace(', im:write', ''))
  const poor = await startTestSlack({ manifest })
  expect(await open({ users: 'U0ALICE' }, poor)).toMatchObject({ error: 'missing_scope', needed: 'im:write' })
  await poor.stop()
})

test('an app without a messages tab cannot write there', async () => {
  const manifest = testManifestWith((yaml) =>
    yaml.replace('features:\n', 'features:\n  app_home: { messages_tab_enabled: false }\n'),
  )
  const closed = await startTestSlack({ manifest })
  const { channel } = await open({ users: 'U0ALICE' }, closed)
  const { id } = channel as { id: string }
  const { body } = await callSlack(closed, 'chat.postMessage', { channel: id, text: 'x' })
  expect(body.error).toBe('messages_tab_disabled')
  await closed.stop()
})

test('only their person sees direct messages, and each counts as a mention', async () => {
  const { channel } = await open({ users: 'U0ALICE' })
  const { id } = channel as { id: string }
  await callSlack(slack, 'chat.postMessage', { channel: id, text: 'for you' })
  expect(slack.as('developer').channels().at(-1)).toMatchObject({
    id,
    im: 'U0COXSWAIN',
    unread: 1,
    mentions: 1,
  })
  expect(slack.as('developer').messages(id)).toMatchObject([{ text: 'for you' }])
  expect(
    slack
      .as('owner')
      .channels()
      .map((one) => one.id),
  ).not.toContain(id)
  expect(() => slack.as('owner').messages(id)).toThrow('does not see')
  const overview = await (await fetch(`${slack.url}/playground/workspace`)).text()
  expect(overview).not.toContain(id)
})

test('a file is opened by whom it was shared with', async () => {
  const { channel } = await open({ users: 'U0ALICE' })
  const id = await uploadRaw(slack, 'mine.csv', Buffer.from('a,b\n'))
  await complete(slack, id)
  expect((await download('developer', id)).status).toBe(404)
  const shared = await uploadRaw(slack, 'mine.csv', Buffer.from('a,b\n'))
  await complete(slack, shared, { channel_id: (channel as { id: string }).id })
  const mine = await download('developer', shared)
  expect(await mine.text()).toBe('a,b\n')
  expect(mine.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''mine.csv")
  expect((await download('owner', shared)).status).toBe(404)
})

test('url_private wants the bot’s token', async () => {
  const id = await uploadRaw(slack, 'a.csv', Buffer.from('a,b\n'))
  const { files } = (await complete(slack, id)) as unknown as { files: { url_private: string }[] }
  const address = files[0]?.url_private ?? ''
  expect((await fetch(address)).status).toBe(404)
  const answer = await fetch(address, { headers: { authorization: `Bearer ${slack.botToken}` } })
  expect(await answer.text()).toBe('a,b\n')
})

test('direct messages and files survive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slack-files-'))
  const options = { persistPath: join(folder, 'workspace.json'), clock: createTestClock() }
  const first = await startTestSlack(options)
  const { channel } = await open({ users: 'U0ALICE' }, first)
  const id = await uploadRaw(first, 'chart.png', PNG)
  await complete(first, id, { channel_id: (channel as { id: string }).id })
  await first.stop()
  const second = await startTestSlack(options)
  expect(second.as('developer').messages('@alice')).toMatchObject([{ files: [{ id }] }])
  const bytes = Buffer.from(await (await download('developer', id, second)).arrayBuffer())
  expect(bytes.equals(PNG)).toBe(true)
  await second.stop()
  rmSync(folder, { recursive: true, force: true })
})
