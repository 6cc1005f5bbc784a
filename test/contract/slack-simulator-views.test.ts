import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { input, modal, plain, textInput } from '../harness/modal.ts'
import { connectRawSocket, type RawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: RawSocket
let answer: unknown

beforeEach(async () => {
  answer = undefined
  slack = await startTestSlack()
  app = await connectRawSocket(slack, ({ payload }) =>
    payload?.['type'] === 'view_submission' ? answer : undefined,
  )
})
afterEach(() => slack.stop())

const call = async (method: string, args: Record<string, unknown>) =>
  (await callSlack(slack, method, args)).body
const alice = () => slack.as('developer')

async function trigger(): Promise<string> {
  await alice().command({ channel: 'payments', text: '/alerts' })
  return String(app.received.at(-1)?.payload?.['trigger_id'])
}

async function open(view: object): Promise<Record<string, unknown>> {
  const body = await call('views.open', { trigger_id: await trigger(), view })
  return body['view'] as Record<string, unknown>
}

test('views.open answers the view; a trigger works once, for 3 s', async () => {
  const triggerId = await trigger()
  const { view } = await call('views.open', {
    trigger_id: triggerId,
    view: modal('One', { private_metadata: 'p', callback_id: 'c' }),
  })
  expect(view).toMatchObject({
    id: expect.stringMatching(/^V\w{10}$/) as string,
    team_id: 'T0COXSWAIN',
    type: 'modal',
    private_metadata: 'p',
    callback_id: 'c',
    external_id: '',
    state: { values: { note: { text: { type: 'plain_text_input', value: null } } } },
    hash: expect.stringMatching(/^\d+\.\w{8}$/) as string,
    previous_view_id: null,
    app_id: 'A0COXSWAIN',
    bot_id: 'B0COXSWAIN',
  })
  const again = (id: string) => call('views.open', { trigger_id: id, view: modal('Two') })
  expect((await again(triggerId)).error).toBe('exchanged_trigger_id')
  expect((await again('1.2.abc')).error).toBe('invalid_trigger_id')
})

test('an expired trigger', { timeout: 10_000 }, async () => {
  const triggerId = await trigger()
  await new Promise((resolve) => setTimeout(resolve, 3050))
  expect((await call('views.open', { trigger_id: triggerId, view: modal('Late') })).error).toBe(
    'expired_trigger_id',
  )
})

test.each([
  [modal('x'.repeat(25)), 'must be less than 25 characters [json-pointer:/view/title/text]'],
  [
    modal('x', { submit: undefined }),
    'must define `submit` to use an `input` block in modals [json-pointer:/view]',
  ],
  [modal('x', { blocks: [] }), 'must provide at least 1 items [json-pointer:/view/blocks]'],
  [
    modal('x', { private_metadata: 'p'.repeat(3001) }),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    modal('x', { blocks: [textInput, textInput] }),
    '`block_id` "note" already exists [json-pointer:/view/blocks/1/block_id]',
  ],
  [modal('x', { type: 'home' }), 'must be a valid enum value [json-pointer:/view/type]'],
])('invalid views: %o', async (view, message) => {
  const body = await call('views.open', { trigger_id: await trigger(), view })
  expect(body).toMatchObject({ ok: false, error: 'invalid_arguments' })
  expect((body['response_metadata'] as { messages: string[] }).messages).toContain(`[ERROR] ${message}`)
})

test('views.update: by hash, keeping what was typed under the same ids', async () => {
  const { id, hash } = await open(
    modal('Loading', { blocks: [textInput, input('day', { type: 'datepicker', action_id: 'd' })] }),
  )
  answer = { response_action: 'errors', errors: { note: 'no' } }
  await alice().submit(String(id), { note: { text: 'typed' }, day: { d: '2026-11-21' } })
  const moved = modal('Loaded', {
    blocks: [textInput, input('day2', { type: 'datepicker', action_id: 'd' })],
  })
  const { view } = await call('views.update', { view_id: id, hash, view: moved })
  expect((view as { state: unknown }).state).toEqual({
    values: {
      note: { text: { type: 'plain_text_input', value: 'typed' } },
      day2: { d: { type: 'datepicker', selected_date: null } },
    },
  })
  expect((await call('views.update', { view_id: id, hash, view: moved })).error).toBe('hash_conflict')
  expect((await call('views.update', { view_id: 'V0GONE', view: moved })).error).toBe('not_found')
  expect((await call('views.update', { view: moved })).error).toBe('invalid_arguments')
})

test('view_closed only when the view asks for it, without what was typed', async () => {
  const { id } = await open(modal('Quiet'))
  const before = app.received.length
  await alice().close(String(id))
  expect(app.received).toHaveLength(before)
  const told = await open(modal('Told', { notify_on_close: true }))
  await alice().close(String(told['id']))
  expect(app.received.at(-1)?.payload).toMatchObject({
    type: 'view_closed',
    is_cleared: false,
    view: { id: told['id'], state: { values: {} } },
  })
  expect(alice().views()).toEqual([])
})

test('clicks in a modal carry the view and no response_url', async () => {
  const blocks = [
    {
      type: 'actions',
      block_id: 'row',
      elements: [{ type: 'button', action_id: 'alert:page', value: 'v1:2', text: plain('Next') }],
    },
  ]
  const { id, hash } = await open({ type: 'modal', title: plain('Pages'), blocks })
  await alice().click({ view_id: String(id), action_id: 'alert:page' })
  const { payload } = app.received.at(-1)!
  expect(payload).toMatchObject({
    type: 'block_actions',
    container: { type: 'view', view_id: id },
    view: { id, hash },
    actions: [{ value: 'v1:2' }],
  })
  expect(payload).not.toHaveProperty('response_url')
  expect(payload).not.toHaveProperty('channel')
})
