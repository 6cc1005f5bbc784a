import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { input, modal } from '../harness/modal.ts'
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
const top = () => alice().views().at(-1)!
const titles = () =>
  alice()
    .views()
    .map(({ title }) => (title as { text: string }).text)

async function trigger(): Promise<string> {
  await alice().command({ channel: 'payments', text: '/alerts' })
  return String(app.received.at(-1)?.payload?.['trigger_id'])
}

async function open(view: object): Promise<Record<string, unknown>> {
  const body = await call('views.open', { trigger_id: await trigger(), view })
  return body['view'] as Record<string, unknown>
}

test('the client checks first', async () => {
  const blocks = [
    input('note', { type: 'plain_text_input', action_id: 'text', min_length: 3, max_length: 5 }),
    input(
      'count',
      { type: 'number_input', action_id: 'n', is_decimal_allowed: false, min_value: '1' },
      { optional: true },
    ),
  ]
  const { id } = await open(modal('Form', { blocks }))
  const submit = (note: string, count = '') =>
    alice().submit(String(id), { note: { text: note }, count: { n: count } })
  expect(await submit('')).toMatchObject({
    ok: false,
    errors: { note: 'Please complete this required field.' },
  })
  expect(await submit('ab')).toMatchObject({ errors: { note: 'Please enter at least 3 characters.' } })
  expect(await submit('abcdef')).toMatchObject({
    errors: { note: 'Please enter no more than 5 characters.' },
  })
  expect(await submit('abc', '0')).toMatchObject({
    errors: { count: 'Please enter a number of at least 1.' },
  })
  expect(app.received.filter(({ payload }) => payload?.['type'] === 'view_submission')).toEqual([])
  expect(await submit('abc', '2')).toEqual({ ok: true })
  expect(app.received.at(-1)).toMatchObject({
    accepts_response_payload: true,
    payload: {
      type: 'view_submission',
      user: { id: 'U0ALICE' },
      response_urls: [],
      view: { id, state: { values: { count: { n: { value: '2' } } } } },
    },
  })
  expect(app.received.at(-1)?.payload).not.toHaveProperty('response_url')
})

test('push up to three, update, empty closes one, clear closes all', async () => {
  await open(modal('1'))
  const submit = async (given: unknown) => {
    answer = given
    return alice().submit(top().id, { note: { text: 'x' } })
  }
  await submit({ response_action: 'push', view: modal('2') })
  expect(await submit({ response_action: 'push', view: modal('3') })).toEqual({
    ok: true,
    response_action: 'push',
  })
  expect(await submit({ response_action: 'push', view: modal('4') })).toMatchObject({
    ok: false,
    error: 'invalid_response',
  })
  await submit({ response_action: 'update', view: modal('3b') })
  expect(titles()).toEqual(['1', '2', '3b'])
  expect(top().root_view_id).toBe(alice().views()[0]!.id)
  await submit(undefined)
  expect(titles()).toEqual(['1', '2'])
  await submit({ response_action: 'clear' })
  expect(titles()).toEqual([])
})

test('errors only for input blocks', async () => {
  const { id } = await open(modal('Form'))
  answer = { response_action: 'errors', errors: { other: 'no' } }
  expect(await alice().submit(String(id), { note: { text: 'x' } })).toMatchObject({
    ok: false,
    error: 'invalid_response',
  })
  answer = { response_action: 'errors', errors: { note: 'no' } }
  await alice().submit(String(id), { note: { text: 'x' } })
  expect(top().errors).toEqual({ note: 'no' })
})
