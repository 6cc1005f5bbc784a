import { afterEach, describe, expect, test } from 'vitest'
import { createSignedHttp } from '../../playground/slack/http/signed-http.ts'
import type { Submitted } from '../../src/commands/door.ts'
import { form, handing, openForm, words, type OpenForm } from './slack-door-form-kit.ts'

let opened: OpenForm

afterEach(() => opened.stop())

describe.each(['socket', 'http'] as const)('a modal handed in by %s', (mode) => {
  test('is closed, shows errors, or shows another modal', async () => {
    const heard: Submitted[] = []
    const submission = handing(async (submitted) => {
      heard.push(submitted)
      const text = submitted.view.values['note']?.['text']
      if (text === 'no') return { answer: 'errors', errors: { note: 'Say more' } }
      return text === 'again' ? { answer: 'update', view: form } : { answer: 'close' }
    })
    opened = await openForm({ submissions: [submission] }, { mode })
    const { bob, viewId } = opened
    const submit = (text: string, more: object = {}) => bob.submit(viewId, { note: { text }, ...more })
    const errors = { note: 'Say more' }
    expect(await submit('no')).toEqual({ ok: true, response_action: 'errors', errors })
    expect(heard[0]).toMatchObject({
      actor: { kind: 'person', userId: 'U0BOB', membership: 'member' },
      triggerId: expect.stringMatching(/^\d+\.\d+\./) as string,
      view: {
        id: viewId,
        callbackId: 'form',
        privateMetadata: 'carried',
        values: {
          note: { text: 'no' },
          boxes: { ticked: [] },
          project: { 'toy:project': null },
        },
      },
    })
    await submit('again', { boxes: { ticked: ['b', 'a'] } })
    expect(heard[1]?.view.values['boxes']).toEqual({ ticked: ['b', 'a'] })
    expect(bob.views()).toMatchObject([{ id: viewId, callback_id: 'form' }])
    expect(await submit('yes')).toEqual({ ok: true })
    expect(bob.views()).toEqual([])
  })
})

test('what Slack delivers twice is done once', async () => {
  let runs = 0
  const counting = handing(async () => ((runs += 1), { answer: 'update', view: words('done') }))
  opened = await openForm({ submissions: [counting] }, { mode: 'http' })
  const { bob, slack, viewId, requestUrl } = opened
  await bob.submit(viewId, { note: { text: 'x' } })
  const [delivered] = slack.world.traffic.list().filter(({ name }) => name === 'view_submission form')
  const signed = createSignedHttp({ requestUrl, signingSecret: slack.signingSecret })
  const payload = delivered?.request as Record<string, unknown>
  const again = await signed.deliver({ type: 'interactive', payload, acceptsAnswer: true })
  expect(JSON.stringify(again)).toContain('This was handed in already')
  expect(runs).toBe(1)
})

test('errors of what is no input are told in words, since Slack would show none', async () => {
  const submission = handing(async () => ({
    answer: 'errors',
    errors: { plan: 'The plan <changed>', note: 'x' },
  }))
  opened = await openForm({ submissions: [submission] })
  const sent = await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  expect(sent).toEqual({ ok: true, response_action: 'update' })
  expect(opened.shown()).toContain('• The plan &lt;changed&gt;\\n• x')
})

test('a form of another version says so instead of swallowing what was typed', async () => {
  opened = await openForm({})
  const sent = await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  expect(sent).toEqual({ ok: true, response_action: 'update' })
  expect(opened.shown()).toContain('This form belongs to an older version, and nothing was done.')
})

test('what breaks is told with a code that stands in the log', async () => {
  opened = await openForm({ submissions: [handing(() => Promise.reject(new Error('boom')))] })
  await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  expect(opened.shown()).toMatch(/Something went wrong.*`[0-9a-z]{26}`/)
  expect(opened.shown()).not.toContain('boom')
})

test('a click in a modal carries what its inputs hold', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  opened = await openForm({
    interactions: [{ actionId: 'toy:project', run: async ({ view }) => resolve(view) }],
    suggestions: [
      {
        actionId: 'toy:project',
        run: async () => [{ label: 'Mine', options: [{ text: 'Checkout', value: 'checkout' }] }],
      },
    ],
  })
  const { bob, viewId } = opened
  const picker = { view_id: viewId, action_id: 'toy:project' }
  await bob.options(viewId, picker)
  await bob.click({ ...picker, value: 'checkout', values: { note: { text: 'so far' } } })
  expect(await promise).toMatchObject({
    id: viewId,
    callbackId: 'form',
    values: { note: { text: 'so far' }, project: { 'toy:project': 'checkout' } },
  })
})
