import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { input, modal, plain } from '../harness/modal.ts'
import { connectRawSocket, type RawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: RawSocket

beforeEach(async () => {
  slack = await startTestSlack()
  app = await connectRawSocket(slack)
})
afterEach(() => slack.stop())

const alice = () => slack.as('developer')
const options = ['a', 'b'].map((value) => ({ text: plain(value), value }))
const lastPayload = () => app.received.at(-1)?.payload as Record<string, unknown>

async function open(blocks: object[]): Promise<string> {
  await alice().command({ channel: 'payments', text: '/alerts' })
  const view = modal('Form', { blocks })
  const { body } = await callSlack(slack, 'views.open', { trigger_id: lastPayload()['trigger_id'], view })
  return (body['view'] as { id: string }).id
}

const chosen = { value: 'b', text: { text: 'b' } }

test.each([
  [{ type: 'plain_text_input' }, 'words', { value: 'words' }],
  [{ type: 'number_input', is_decimal_allowed: false }, '7', { value: '7' }],
  [{ type: 'static_select', options }, 'b', { selected_option: chosen }],
  [{ type: 'radio_buttons', options }, 'b', { selected_option: chosen }],
  [{ type: 'checkboxes', options, initial_options: options }, ['b'], { selected_options: [chosen] }],
  [{ type: 'checkboxes', options, initial_options: options }, [], { selected_options: [] }],
  [{ type: 'multi_static_select', options }, ['b'], { selected_options: [chosen] }],
  [{ type: 'users_select' }, 'U0BOB', { selected_user: 'U0BOB' }],
  [{ type: 'conversations_select' }, 'C0PAY', { selected_conversation: 'C0PAY' }],
  [{ type: 'datepicker' }, '2026-11-21', { selected_date: '2026-11-21' }],
  [{ type: 'timepicker' }, '09:30', { selected_time: '09:30' }],
  [{ type: 'datetimepicker' }, 1_800_000_000, { selected_date_time: 1_800_000_000 }],
])('choosing in %o with dispatch_action tells the app', async (element, value, held) => {
  const dispatching = input('told', { ...element, action_id: 'act' }, { dispatch_action: true })
  const id = await open([dispatching, input('quiet', { ...element, action_id: 'act' })])
  const before = app.received.length
  const click = { view_id: id, action_id: 'act', value }
  expect(await alice().click({ ...click, block_id: 'quiet' })).toEqual({ ok: true, ackMs: 0 })
  expect(app.received).toHaveLength(before)
  await alice().click({ ...click, block_id: 'told' })
  expect(lastPayload()).toMatchObject({
    type: 'block_actions',
    actions: [{ action_id: 'act', block_id: 'told', ...held }],
    view: { state: { values: { told: { act: held }, quiet: { act: held } } } },
  })
})

test('a click on a button takes along what was typed, also outside input blocks', async () => {
  const elements = [
    { type: 'static_select', action_id: 'pick', options },
    { type: 'button', action_id: 'more', text: plain('More') },
  ]
  const id = await open([
    { type: 'actions', block_id: 'row', elements },
    input('note', { type: 'plain_text_input', action_id: 'text', initial_value: 'first' }),
  ])
  const click = { view_id: id, action_id: 'more' }
  await alice().click({ ...click, values: { row: { pick: 'b' }, note: { text: null } } })
  const values = { row: { pick: { selected_option: chosen } }, note: { text: { value: null } } }
  expect(lastPayload()).toMatchObject({ view: { state: { values } } })
  await alice().click(click)
  expect(lastPayload()).toMatchObject({ view: { state: { values } } })
  const wrong = alice().click({ ...click, values: { row: { pick: 'c' } } })
  await expect(wrong).rejects.toMatchObject({ code: 'option_not_found' })
})
