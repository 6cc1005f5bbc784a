import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { SlackDoor } from '../../src/commands/slack/slack-door.ts'
import { givenEpisode } from '../harness/given.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { givenCard, startDoor } from '../harness/slack-door.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

let slack: SlackSimulator
let opened: TestStore
let door: SlackDoor

beforeEach(async () => {
  slack = await startTestSlack()
  opened = await openTestStore()
  door = await startDoor({ slack, store: opened.store })
})
afterEach(async () => {
  await door.stop()
  await slack.stop()
  await opened.close()
})

const bob = () => slack.as('U0BOB')
const top = () => bob().views().at(-1)
const shown = () => JSON.stringify(top()?.blocks)
const click = (action_id: string) => bob().click({ view_id: top()?.id ?? '', action_id })

async function openModal() {
  const episodes = Array.from({ length: 33 }, (_, index) =>
    givenEpisode({ alertname: `Alert${index}.`, startsAt: 1_000 + index }),
  )
  const ts = await givenCard({ slack, store: opened.store }, episodes)
  await bob().click({ channel: 'payments', ts, action_id: 'alert:more' })
  await expect.poll(() => bob().views()).toHaveLength(1)
  return episodes
}

test('the rest of a card opens in a modal whose pages can be turned', async () => {
  await openModal()
  expect(shown()).toContain('1–10 of 33')
  for (const page of [1, 2, 3]) {
    await click(`alert:page:${page}`)
    await expect.poll(shown).toContain(`page ${page + 1} of 4`)
  }
  expect(shown()).toContain('Alert32.')
  expect(shown()).not.toContain('Next page')
  await click('alert:page:2')
  await expect.poll(shown).toContain('21–30 of 33')
})

test('acknowledging works there, and the modal follows', async () => {
  const episodes = await openModal()
  await click('alert:page:1')
  await expect.poll(shown).toContain('page 2 of 4')
  await click('alert:acknowledge:0')
  await expect.poll(shown).toContain('👀 You are on *Alert10.*')
  expect(shown()).toContain('page 2 of 4')
  expect(shown()).toContain('alert:unacknowledge:0')
  expect((await opened.store.read((q) => q.episodes.get(episodes[10]?.id ?? '')))?.ack?.userId).toBe('U0BOB')
  await click('alert:unacknowledge:0')
  await expect.poll(shown).toContain('Nobody is on *Alert10.*')
})

test('a modal that changed meanwhile is still refreshed', async () => {
  await openModal()
  const before = top()?.hash
  await Promise.all([click('alert:acknowledge:0'), click('alert:acknowledge:1')])
  await expect.poll(() => shown().match(/alert:unacknowledge/g)?.length).toBe(2)
  expect(top()?.hash).not.toBe(before)
})

test('a guest is refused in words, without a modal', async () => {
  const ts = await givenCard(
    { slack, store: opened.store },
    Array.from({ length: 33 }, () => givenEpisode()),
  )
  const gus = slack.as('U0GUS')
  await gus.click({ channel: 'payments', ts, action_id: 'alert:more' })
  await expect.poll(() => gus.messages('payments').at(-1)?.text).toContain('Guests cannot do this')
  expect(gus.views()).toEqual([])
})

test('when slack does not open the modal, the person is told to click again', async () => {
  const ts = await givenCard(
    { slack, store: opened.store },
    Array.from({ length: 33 }, () => givenEpisode()),
  )
  slack.faults.add({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' })
  await bob().click({ channel: 'payments', ts, action_id: 'alert:more' })
  await expect.poll(() => bob().messages('payments').at(-1)?.text).toContain('Click again')
})
