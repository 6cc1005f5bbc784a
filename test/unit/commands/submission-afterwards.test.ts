import { afterEach, expect, test } from 'vitest'
import { createSystemClock } from '../../../src/lib/clock.ts'
import { handing, openForm, words, type OpenForm } from '../../contract/slack-door-form-kit.ts'

const SPEED = 8

let opened: OpenForm
afterEach(() => opened.stop())

const clock = createSystemClock(SPEED, 0)

test('what a submission has left to do begins some time after the modal shows its answer', async () => {
  let begunAt = 0
  const submission = handing(async ({ view }, answers) => ({
    answer: 'update',
    view: words('one moment'),
    async afterwards() {
      begunAt = clock.now()
      await answers.updateModal(view.id, null, words('here it is'))
    },
  }))
  opened = await openForm({ submissions: [submission] }, { speed: SPEED })
  const sent = await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  const answeredAt = clock.now()
  expect(sent).toEqual({ ok: true, response_action: 'update' })
  await expect.poll(() => opened.shown()).toContain('here it is')
  // Slack may see an update before the acknowledgement that was sent earlier.
  expect(begunAt - answeredAt).toBeGreaterThan(250)
})

test('when that breaks the modal says so', async () => {
  const submission = handing(async () => ({
    answer: 'update',
    view: words('one moment'),
    async afterwards() {
      throw new Error('boom')
    },
  }))
  opened = await openForm({ submissions: [submission] }, { speed: SPEED })
  await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  await expect.poll(() => opened.shown()).toMatch(/Something went wrong.*`[0-9a-z]{26}`/)
})

test('it is done too when the answer itself came late', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let done = false
  const submission = handing(async () => {
    await promise
    return { answer: 'update', view: words('late'), afterwards: async () => void (done = true) }
  })
  opened = await openForm({ submissions: [submission] }, { speed: SPEED })
  await opened.bob.submit(opened.viewId, { note: { text: 'x' } })
  resolve()
  await expect.poll(() => done).toBe(true)
  expect(opened.shown()).toContain('late')
})
