import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/actor.ts'
import { createListAlerts, type AlertScope } from '../../../src/queries/list-alerts.ts'
import { givenCatalogue, givenEpisode, givenThread, MINUTE, NINE } from '../../harness/given.ts'
import { openTestStore, type TestStore } from '../../harness/store.ts'

const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
const dana: Actor = { ...bob, userId: 'U0DANA' }

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
  const place = { cluster: 'prod-kr', namespace: 'search' }
  await opened.store.transaction(async (tx) => {
    await tx.threads.insert(givenThread({ id: 'pay' }))
    await tx.threads.insert(givenThread({ id: 'search', ...place, channel: 'C0SEARCH' }))
    await tx.threads.insert(givenThread({ id: 'mystery', namespace: 'mystery', channel: 'C0UNOWNED' }))
    await tx.episodes.insertMany([
      givenEpisode({ threadId: 'pay', severity: 'warning' }),
      givenEpisode({ threadId: 'pay', state: 'resolved', endsAt: NINE, resolvedSeenAt: NINE }),
      givenEpisode({ threadId: 'search', ...place, severity: 'critical', startsAt: NINE + MINUTE }),
      givenEpisode({ threadId: 'search', ...place, severity: 'info' }),
      givenEpisode({
        threadId: 'mystery',
        namespace: 'mystery',
        severity: 'critical',
        startsAt: NINE - MINUTE,
      }),
    ])
    await tx.cards.want({
      id: 'alert-thread:pay',
      kind: 'alert-thread',
      subject: 'pay',
      channel: 'C0PAY',
      priority: 3,
      dueAt: NINE,
    })
    const card = await tx.cards.want({
      id: 'alert-thread:search',
      kind: 'alert-thread',
      subject: 'search',
      channel: 'C0SEARCH',
      priority: 3,
      dueAt: NINE,
    })
    await tx.cards.save({ ...card, ts: '1.2', state: 'shown' }, { state: card.state, attemptKey: null })
  })
})
afterEach(() => opened.close())

function list(
  actor: Actor,
  scope: AlertScope,
  given: { groups?: Record<string, string[] | null>; permalink?: string | null; from?: number } = {},
) {
  const listAlerts = createListAlerts({
    store: opened.store,
    catalogue: givenCatalogue(),
    directory: { groupMembers: async (group) => given.groups?.[group] ?? null },
    permalink: async () => given.permalink ?? null,
  })
  return listAlerts({ actor, input: { scope, from: given.from ?? 0 } })
}
const names = (listed: Awaited<ReturnType<typeof list>>) =>
  listed.ok ? listed.value.places.map((place) => place.namespace) : listed.refusal.reason

test('everything that fires, worst first, then oldest', async () => {
  const listed = await list(
    bob,
    { kind: 'all' },
    { permalink: 'https://harbour.slack.com/archives/C0SEARCH/p12' },
  )
  expect(names(listed)).toEqual(['mystery', 'search', 'payments'])
  expect(listed.ok && listed.value).toMatchObject({ totalPlaces: 3, totalAlerts: 4 })
  expect(listed.ok && listed.value.places.map((place) => [place.team?.id, place.link])).toEqual([
    [undefined, null],
    ['search', 'https://harbour.slack.com/archives/C0SEARCH/p12'],
    ['payments', null],
  ])
})

test('mine: by the members of the team, by its group', async () => {
  expect(names(await list(bob, { kind: 'mine' }, { groups: { S0PAY: ['U0DANA'] } }))).toEqual(['search'])
  expect(names(await list(dana, { kind: 'mine' }, { groups: { S0PAY: ['U0DANA'] } }))).toEqual(['payments'])
})

test('when slack cannot tell a group, the list says that it is unsure', async () => {
  const listed = await list(dana, { kind: 'mine' })
  expect(listed.ok && listed.value.scope).toEqual({ kind: 'mine', teams: [], unsure: true })
})

test('a project by name, known or not', async () => {
  expect(names(await list(bob, { kind: 'project', namespace: 'mystery' }))).toEqual(['mystery'])
  expect(names(await list(bob, { kind: 'project', namespace: 'Mystery' }))).toEqual(['mystery'])
  const unknown = await list(bob, { kind: 'project', namespace: 'mistery' })
  expect(unknown.ok && unknown.value.scope).toMatchObject({ known: false, nearest: ['mystery'] })
})

test('a card without permalink gets a built link', async () => {
  const listed = await list(bob, { kind: 'project', namespace: 'search' })
  expect(listed.ok && listed.value.places[0]?.link).toBe(
    'https://slack.com/app_redirect?channel=C0SEARCH&message_ts=1.2',
  )
})

test('pages begin where asked; guests and webhooks may not ask', async () => {
  expect(names(await list(bob, { kind: 'all' }, { from: 2 }))).toEqual(['payments'])
  expect(names(await list(bob, { kind: 'all' }, { from: 99 }))).toEqual([])
  expect(names(await list({ ...bob, membership: 'guest' }, { kind: 'all' }))).toBe('not-for-guest')
  expect(names(await list({ kind: 'webhook', source: 'main' }, { kind: 'all' }))).toBe('not-for-machines')
})
