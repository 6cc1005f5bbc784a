import { App, LogLevel } from '@slack/bolt'
import { afterEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: App

async function startBoltApp(): Promise<void> {
  app = new App({
    socketMode: true,
    token: slack.botToken,
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl },
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } },
  })
  app.command('/alerts', async ({ ack, command, say }) => {
    await ack({ text: `you asked for ${command.text}` })
    await say({
      text: 'a card',
      blocks: [
        { type: 'section', block_id: 'one', text: { type: 'mrkdwn', text: 'disk full' } },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'alert:open',
              value: 'v1:1',
              text: { type: 'plain_text', text: 'Open' },
            },
          ],
        },
      ],
    })
  })
  app.action('alert:open', async ({ ack, body, client, respond }) => {
    await ack()
    await respond({ text: 'opening', response_type: 'ephemeral' })
    if (body.type !== 'block_actions') return
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'note',
        title: { type: 'plain_text', text: 'Note' },
        submit: { type: 'plain_text', text: 'Save' },
        blocks: [
          {
            type: 'input',
            block_id: 'note',
            label: { type: 'plain_text', text: 'Note' },
            element: { type: 'plain_text_input', action_id: 'text', min_length: 3 },
          },
        ],
      },
    })
  })
  app.view('note', async ({ ack, view }) => {
    const typed = view.state.values['note']?.['text']?.value
    if (typed === 'bad') await ack({ response_action: 'errors', errors: { note: 'not that' } })
    else await ack()
  })
  await app.start()
}

afterEach(async () => {
  await app.stop()
  await slack.stop()
})

describe('a real Bolt app over Socket Mode', () => {
  test('command, click, modal, errors, submission', async () => {
    slack = await startTestSlack()
    await startBoltApp()
    const alice = slack.as('developer')

    const answer = await alice.command({ channel: 'payments', text: '/alerts mine' })
    expect(answer).toMatchObject({ ok: true, response: { text: 'you asked for mine' } })
    await expect.poll(() => slack.messages('payments').length).toBe(1)

    const [ephemeral, card] = alice.messages('payments')
    expect(ephemeral).toMatchObject({ ephemeral: true, text: 'you asked for mine' })
    expect(slack.as('owner').messages('payments')).toHaveLength(1)
    expect(await alice.click({ channel: 'payments', ts: card!.ts, action_id: 'alert:open' })).toMatchObject({
      ok: true,
    })
    await expect.poll(() => alice.views().length).toBe(1)

    const view = alice.views()[0]!
    expect(await alice.submit(view.id, { note: { text: 'x' } })).toMatchObject({
      ok: false,
      error: 'invalid_input',
    })
    const refused = await alice.submit(view.id, { note: { text: 'bad' } })
    expect(refused).toEqual({ ok: true, response_action: 'errors', errors: { note: 'not that' } })
    expect(await alice.submit(view.id, { note: { text: 'good' } })).toEqual({ ok: true })
    expect(alice.views()).toEqual([])
  })
})
