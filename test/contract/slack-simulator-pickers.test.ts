import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { input, modal, plain } from '../harness/modal.ts'
import { connectRawSocket, type RawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: RawSocket
let answer: unknown

beforeEach(async () => {
  answer = undefined
  slack = await startTestSlack()
  app = await connectRawSocket(slack, ({ payload }) =>
    payload?.['type'] === 'block_suggestion' ? answer : undefined,
  )
})
afterEach(() => slack.stop())

const alice = () => slack.as('developer')
const option = (value: string, more: object = {}) => ({ text: plain(value.toUpperCase()), value, ...more })
const picker = (action_id: string, more: object = {}) => ({
  type: 'external_select',
  action_id,
  min_query_length: 0,
  placeholder: plain('Search'),
  ...more,
})
const project = input('project', picker('pick'), { dispatch_action: true })
const note = input('note', { type: 'plain_text_input', action_id: 'text' }, { optional: true })
const lastPayload = () => app.received.at(-1)?.payload as Record<string, unknown>

async function open(blocks: object[]): Promise<string> {
  await alice().command({ channel: 'payments', text: '/alerts' })
  const { body } = await callSlack(slack, 'views.open', {
    trigger_id: lastPayload()['trigger_id'],
    view: modal('Deploy', { blocks, callback_id: 'deploy', private_metadata: 'm' }),
  })
  expect(body).toMatchObject({ ok: true })
  return (body['view'] as { id: string }).id
}

test('what is typed is asked of the app, which sees the view and what it holds', async () => {
  const id = await open([project, note])
  answer = { options: [option('checkout', { description: plain('mine') })] }
  expect(await alice().options(id, { action_id: 'pick', typed: 'chk' })).toEqual({
    ok: true,
    options: [
      {
        text: { type: 'plain_text', text: 'CHECKOUT', emoji: true },
        value: 'checkout',
        description: { type: 'plain_text', text: 'mine', emoji: true },
      },
    ],
  })
  const envelope = app.received.at(-1)
  expect(envelope).toMatchObject({ type: 'interactive', accepts_response_payload: true })
  expect(envelope?.payload).toMatchObject({
    type: 'block_suggestion',
    user: { id: 'U0ALICE', username: 'alice', name: 'alice', team_id: 'T0COXSWAIN' },
    team: { id: 'T0COXSWAIN', domain: 'harbour' },
    container: { type: 'view', view_id: id },
    api_app_id: 'A0COXSWAIN',
    token: slack.world.credentials.verificationToken,
    action_id: 'pick',
    block_id: 'project',
    value: 'chk',
    view: {
      id,
      callback_id: 'deploy',
      private_metadata: 'm',
      state: { values: { project: { pick: { type: 'external_select', selected_option: null } } } },
    },
  })
  expect(envelope?.payload).not.toHaveProperty('trigger_id')
})

test('a choice out of what was offered dispatches, with what other inputs hold by then', async () => {
  const id = await open([project, note])
  answer = { option_groups: [{ label: plain('Mine'), options: [option('checkout')] }] }
  const found = await alice().options(id, { action_id: 'pick' })
  expect(found).toMatchObject({ ok: true, option_groups: [{ label: { text: 'Mine' } }] })
  const click = {
    view_id: id,
    action_id: 'pick',
    value: 'checkout',
    values: { note: { text: 'typed so far' }, gone: { since: 'x' } },
  }
  expect(await alice().click(click)).toMatchObject({ ok: true })
  const chosen = { type: 'external_select', selected_option: { value: 'checkout' } }
  expect(lastPayload()).toMatchObject({
    type: 'block_actions',
    actions: [{ action_id: 'pick', block_id: 'project', ...chosen }],
    view: {
      state: { values: { project: { pick: chosen }, note: { text: { value: 'typed so far' } } } },
    },
  })
})

test('what was not offered cannot be chosen, by click or submission', async () => {
  const id = await open([project])
  answer = { options: [option('checkout')] }
  await alice().options(id, { action_id: 'pick' })
  answer = { options: [option('billing')] }
  await alice().options(id, { action_id: 'pick', typed: 'bil' })
  const refused = { code: 'option_not_offered', status: 400 }
  await expect(alice().click({ view_id: id, action_id: 'pick', value: 'secret' })).rejects.toMatchObject(
    refused,
  )
  await expect(alice().submit(id, { project: { pick: 'secret' } })).rejects.toMatchObject(refused)
  expect(await alice().submit(id, { project: { pick: 'checkout' } })).toEqual({ ok: true })
  expect(lastPayload()).toMatchObject({
    view: { state: { values: { project: { pick: { selected_option: { value: 'checkout' } } } } } },
  })
})

test('the choice stays while the ids stay, and is forgotten with its offers when they change', async () => {
  const service = (of: string) => input(`service:${of}`, picker('service'))
  const id = await open([project, service('a')])
  answer = { options: [option('api')] }
  await alice().options(id, { action_id: 'service' })
  await alice().click({ view_id: id, action_id: 'service', value: 'api' })
  const update = async (of: string) => {
    const view = modal('Deploy', { blocks: [project, service(of)] })
    const { body } = await callSlack(slack, 'views.update', { view_id: id, view })
    return (body['view'] as { state: { values: unknown } }).state.values
  }
  const holding = (selected_option: unknown) => ({ service: { type: 'external_select', selected_option } })
  expect(await update('a')).toMatchObject({ 'service:a': holding({ value: 'api' }) })
  expect(await update('b')).toMatchObject({ 'service:b': holding(null) })
  await update('a')
  const click = alice().click({ view_id: id, action_id: 'service', value: 'api' })
  await expect(click).rejects.toMatchObject({ code: 'option_not_offered' })
})

test('an initial option is held, and can be cleared where the input is optional', async () => {
  const initial = picker('pick', { initial_option: option('checkout') })
  const id = await open([
    input('free', initial, { optional: true, dispatch_action: true }),
    input('needed', initial, { dispatch_action: true }),
    input('many', { type: 'multi_external_select', action_id: 'm', initial_options: [option('a')] }),
  ])
  const cleared = { view_id: id, action_id: 'pick', value: null }
  await alice().click({ ...cleared, block_id: 'free' })
  expect(lastPayload()).toMatchObject({ actions: [{ block_id: 'free', selected_option: null }] })
  await expect(alice().click({ ...cleared, block_id: 'needed' })).rejects.toMatchObject({ status: 400 })
  await alice().submit(id, {})
  expect(lastPayload()).toMatchObject({
    view: {
      state: {
        values: {
          free: { pick: { selected_option: null } },
          needed: { pick: { selected_option: { value: 'checkout' } } },
          many: { m: { type: 'multi_external_select', selected_options: [{ value: 'a' }] } },
        },
      },
    },
  })
})

const many = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`))

test.each([
  [undefined, 'must provide an object [json-pointer:/]'],
  [{}, 'missing required field: options [json-pointer:/]'],
  [{ options: many(101) }, 'no more than 100 items allowed [json-pointer:/options]'],
  [
    {
      option_groups: [
        { label: plain('A'), options: many(60) },
        { label: plain('B'), options: many(41) },
      ],
    },
    'no more than 100 items allowed [json-pointer:/]',
  ],
  [
    { options: [{ text: plain('x'.repeat(76)), value: 'x' }] },
    'must be less than 76 characters [json-pointer:/options/0/text/text]',
  ],
  [
    { options: [{ text: plain('x'), value: 'x'.repeat(151) }] },
    'must be less than 151 characters [json-pointer:/options/0/value]',
  ],
  [
    { options: [option('x', { description: plain('d'.repeat(76)) })] },
    'must be less than 76 characters [json-pointer:/options/0/description/text]',
  ],
  [
    { option_groups: [{ label: plain('Empty'), options: [] }] },
    'must provide at least 1 items [json-pointer:/option_groups/0/options]',
  ],
  [{ options: [], option_groups: [] }, 'invalid additional property: option_groups [json-pointer:/]'],
])('answers that Slack would not show: %o', async (given, message) => {
  const id = await open([project])
  answer = given
  const found = await alice().options(id, { action_id: 'pick' })
  expect(found).toEqual({ ok: false, error: 'invalid_options', message })
})

test('nothing is asked below the shortest query, nor of elements that are not searched', async () => {
  const id = await open([input('project', { type: 'external_select', action_id: 'pick' }), note])
  const before = app.received.length
  await expect(alice().options(id, { action_id: 'pick', typed: 'ab' })).rejects.toMatchObject({
    code: 'query_too_short',
    message: 'type at least 3 characters',
  })
  await expect(alice().options(id, { action_id: 'text' })).rejects.toMatchObject({ code: 'not_searchable' })
  expect(app.received).toHaveLength(before)
})

test('the same over the user side, also when the app is gone', async () => {
  const id = await open([project])
  const ask = async (body: object, viewId = id) => {
    const path = `/playground/people/developer/views/${viewId}/options`
    const response = await fetch(slack.url + path, { method: 'POST', body: JSON.stringify(body) })
    return [response.status, await response.json()]
  }
  answer = { options: [] }
  expect(await ask({ action_id: 'pick', block_id: 'project', typed: 'x' })).toEqual([
    200,
    { ok: true, options: [] },
  ])
  expect(await ask({ action_id: 'nick' })).toMatchObject([404, { error: 'element_not_found' }])
  expect(await ask({ action_id: 'pick' }, 'V0')).toMatchObject([404, { error: 'view_not_found' }])
  app.socket.terminate()
  await expect.poll(() => slack.connections()).toBe(0)
  expect(await ask({ action_id: 'pick' })).toMatchObject([200, { ok: false, error: 'dispatch_failed' }])
})

test.each([
  [picker('p', { options: [option('x')] }), 'invalid additional property: options', 'element'],
  [picker('p', { min_query_length: -1 }), 'must be greater than -1', 'element/min_query_length'],
  [
    { type: 'multi_external_select', action_id: 'p', max_selected_items: 0 },
    'must be greater than 0',
    'element/max_selected_items',
  ],
])('wrong pickers: %o', async (element, words, where) => {
  await alice().command({ channel: 'payments', text: '/alerts' })
  const { body } = await callSlack(slack, 'views.open', {
    trigger_id: lastPayload()['trigger_id'],
    view: modal('Wrong', { blocks: [input('one', element)] }),
  })
  expect(body).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: [`[ERROR] ${words} [json-pointer:/view/blocks/0/${where}]`] },
  })
})
