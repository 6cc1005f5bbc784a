import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { PNG } from './slack-files-kit.ts'

let slack: SlackSimulator
let client: WebClient

beforeEach(async () => {
  slack = await startTestSlack({ settings: { fileReadyMs: 600_000 } })
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  })
})
afterEach(() => slack.stop())

test('the client’s own upload, into a channel', async () => {
  await client.filesUploadV2({
    channel_id: 'C0PAY',
    file: Buffer.from('a,b\n1,2\n'),
    filename: 'costs.csv',
    title: 'Costs',
    initial_comment: 'here',
  })
  expect(slack.messages('payments')).toMatchObject([
    { text: 'here', files: [{ name: 'costs.csv', title: 'Costs', size: 8 }] },
  ])
})

test('an image that was kept stands in a message once it is ready', async () => {
  const { files } = (await client.filesUploadV2({ file: PNG, filename: 'chart.png' })) as unknown as {
    files: { files: { id: string }[] }[]
  }
  const id = files[0]?.files[0]?.id ?? ''
  const blocks = [{ type: 'image' as const, alt_text: 'Cost by day', slack_file: { id } }]
  const post = () => client.apiCall('chat.postMessage', { channel: 'C0PAY', text: 'Cost', blocks })
  await expect(post()).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'] },
  })
  while (!(await client.files.info({ file: id })).file?.mimetype);
  expect(await post()).toMatchObject({ ok: true })
})

test('direct messages', async () => {
  const { channel } = await client.conversations.open({ users: 'U0ALICE' })
  await client.apiCall('chat.postMessage', { channel: channel?.id ?? '', text: 'hello' })
  expect(slack.messages('@alice')).toMatchObject([{ text: 'hello' }])
})
