import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { afterEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { freePort } from '../harness/slack-door.ts'

let slack: SlackSimulator
let app: App

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value), value })

const form = (title: string, service: string): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: service,
      dispatch_action: true,
      label: plain('Service'),
      element: { type: 'external_select', action_id: 'service', min_query_length: 0 },
    },
  ],
})
const words = (text: string): ModalView => ({
  type: 'modal',
  title: plain('Words'),
  blocks: [{ type: 'section', text: plain(text) }],
})

function listen(): void {
  app.command('/alerts', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form('Form', 'service') })
  })
  app.options('service', async ({ ack, options }) => {
    const found = ['api', 'web', 'worker'].filter((name) => name.includes(options.value))
    await ack({ options: found.map(option) })
  })
  app.action('service', async ({ ack, body, client, action }) => {
    await ack()
    if (body.type !== 'block_actions' || action.type !== 'external_select') return
    const title = `About ${action.selected_option?.value}`
    const view = { view_id: body.view!.id, hash: body.view!.hash, view: form(title, 'service') }
    await client.views.update(view)
  })
  app.view('form', async ({ ack, view, body, client }) => {
    const chosen = view.state.values['service']?.['service']?.selected_option?.value
    if (chosen === 'web') return ack({ response_action: 'errors', errors: { service: 'Not this one' } })
    if (chosen === 'api') return ack()
    await ack({ response_action: 'update', view: words('working') })
    await client.views.update({ view_id: body.view.id, view: words('done') })
  })
}

async function start(mode: 'socket' | 'http'): Promise<void> {
  const port = await freePort()
  const requestUrl = `http://127.0.0.1:${port}/slack/events`
  slack = await startTestSlack(mode === 'http' ? { signedHttp: { requestUrl } } : {})
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  const receiving =
    mode === 'socket'
      ? { socketMode: true, appToken: slack.appToken, installerOptions: { clientOptions } }
      : { receiver: new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR }) }
  app = new App({
    token: slack.botToken,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions,
    ...receiving,
  })
  listen()
  await app.start({ port, host: '127.0.0.1' })
}

afterEach(async () => {
  await app.stop()
  await slack.stop()
})

const alice = () => slack.as('developer')
const shown = () => JSON.stringify(alice().views().at(-1) ?? null)

describe.each(['socket', 'http'] as const)('a real Bolt app by %s', (mode) => {
  test('searches, hears the choice, keeps it, answers errors, closes', async () => {
    await start(mode)
    await alice().command({ channel: 'payments', text: '/alerts' })
    await expect.poll(() => alice().views()).toHaveLength(1)
    const { id } = alice().views()[0]!
    const search = { action_id: 'service', typed: 'w' }
    expect(await alice().options(id, search)).toMatchObject({
      ok: true,
      options: [{ value: 'web' }, { value: 'worker' }],
    })
    await alice().click({ view_id: id, action_id: 'service', value: 'web' })
    await expect.poll(shown).toContain('About web')
    const refused = { ok: true, response_action: 'errors', errors: { service: 'Not this one' } }
    expect(await alice().submit(id, {})).toEqual(refused)
    await alice().options(id, { action_id: 'service', typed: '' })
    expect(await alice().submit(id, { service: { service: 'api' } })).toEqual({ ok: true })
    expect(alice().views()).toEqual([])
  })

  test('updates the modal in its acknowledgement, and again later', async () => {
    await start(mode)
    await alice().command({ channel: 'payments', text: '/alerts' })
    await expect.poll(() => alice().views()).toHaveLength(1)
    const { id } = alice().views()[0]!
    await alice().options(id, { action_id: 'service' })
    const sent = await alice().submit(id, { service: { service: 'worker' } })
    expect(sent).toEqual({ ok: true, response_action: 'update' })
    await expect.poll(shown).toContain('done')
  })
})
