import { afterEach, expect, test } from 'vitest'
import type { SubmissionAnswer } from '../../src/commands/door.ts'
import { handing, openForm, words, type OpenForm } from './slack-door-form-kit.ts'

// The door's two seconds pass in a quarter of one.
const SPEED = 8

let opened: OpenForm

afterEach(() => opened.stop())

/** Hands in the form; `answer` is ready only after the door said that it is working on it. */
async function handInLate(answer: () => SubmissionAnswer) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const submission = handing(async () => (await promise, answer()))
  opened = await openForm({ submissions: [submission] }, { speed: SPEED })
  const sent = await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  expect(sent).toEqual({ ok: true, response_action: 'update' })
  expect(opened.shown()).toContain('Working on it…')
  expect(opened.bob.views()).toMatchObject([{ id: opened.viewId, title: { text: 'Form' }, submit: null }])
  return resolve
}

test.each<[string, SubmissionAnswer, string]>([
  ['an end', { answer: 'close' }, '✅ Done.'],
  ['errors', { answer: 'errors', errors: { note: 'Say *more*' } }, '• Say ∗more∗'],
  ['another modal', { answer: 'update', view: words('the next') }, 'the next'],
])('%s after two seconds is shown in the modal', async (_name, answer, told) => {
  const finish = await handInLate(() => answer)
  finish()
  await expect.poll(() => opened.shown()).toContain(told)
  expect(opened.slack.calls()['views.update']).toEqual({ total: 1, limited: 0 })
})

test('what breaks after two seconds is told too', async () => {
  const finish = await handInLate(() => {
    throw new Error('boom')
  })
  finish()
  await expect.poll(() => opened.shown()).toMatch(/Something went wrong.*`[0-9a-z]{26}`/)
})

test('a person who closed the modal is left alone, and the work is done', async () => {
  let done = false
  const finish = await handInLate(() => ((done = true), { answer: 'close' }))
  await opened.bob.close(opened.viewId)
  finish()
  await expect.poll(() => opened.slack.calls()['views.update']?.total).toBe(1)
  expect(done).toBe(true)
  expect(opened.bob.views()).toEqual([])
})

test('stopping waits until the outcome is shown', async () => {
  const finish = await handInLate(() => ({ answer: 'update', view: words('to the end') }))
  const stopped = opened.door.stop()
  finish()
  await stopped
  expect(opened.shown()).toContain('to the end')
})
