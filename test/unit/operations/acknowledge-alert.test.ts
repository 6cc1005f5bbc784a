import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/actor.ts'
import type { Episode } from '../../../src/domain/episode.ts'
import { createNewId } from '../../../src/lib/id.ts'
import { createAcknowledgeAlert } from '../../../src/operations/acknowledge-alert.ts'
import { createUnacknowledgeAlert } from '../../../src/operations/unacknowledge-alert.ts'
import { givenEpisode, givenThread, MINUTE, NINE } from '../../harness/given.ts'
import { openTestStore, type TestStore } from '../../harness/store.ts'

const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
const dana: Actor = { ...bob, userId: 'U0DANA' }
const at = NINE + 3 * MINUTE

let opened: TestStore
beforeEach(async () => void (opened = await openTestStore()))
afterEach(() => opened.close())

async function given(...episodes: Episode[]) {
  await opened.store.transaction(async (tx) => {
    await tx.threads.insert(givenThread())
    await tx.episodes.insertMany(episodes)
  })
  const deps = { store: opened.store, now: () => at, newId: createNewId(() => at) }
  const acknowledge = createAcknowledgeAlert(deps)
  const unacknowledge = createUnacknowledgeAlert(deps)
  return {
    acknowledge: (actor: Actor, episodeId: unknown) => acknowledge({ actor, input: { episodeId } }),
    unacknowledge: (actor: Actor, episodeId: unknown) => unacknowledge({ actor, input: { episodeId } }),
  }
}
const stored = (id: string) => opened.store.read((q) => q.episodes.get(id))
const audited = async (id: string) =>
  (await opened.store.read((q) => q.audit.ofSubject(id))).map(({ actor, outcome }) => [
    (actor as { userId: string }).userId,
    outcome,
  ])
const card = () => opened.store.read((q) => q.cards.get('alert-thread:01k0thread0000000000000001'))

test('takes a firing alert: stored, on the card, audited', async () => {
  const episode = givenEpisode()
  const { acknowledge } = await given(episode)
  expect(await acknowledge(bob, episode.id)).toMatchObject({ ok: true, value: { outcome: 'acknowledged' } })
  expect(await stored(episode.id)).toMatchObject({ ack: { userId: 'U0BOB', at }, version: 2 })
  expect(await card()).toMatchObject({ wantedVersion: 1, channel: 'C0PAY' })
  expect(await audited(episode.id)).toEqual([['U0BOB', 'acknowledged']])
  const asOf = await opened.store.read((q) => q.episodes.firingAsOf(at))
  expect(asOf.map(({ ack }) => ack)).toEqual([{ userId: 'U0BOB', at }])
})

test.each(['guest', 'external', 'deactivated', 'bot', 'unknown'] as const)(
  'a %s may not, and nothing changes',
  async (membership) => {
    const episode = givenEpisode()
    const { acknowledge, unacknowledge } = await given(episode)
    const no = { ok: false, refusal: { reason: `not-for-${membership}` } }
    expect(await acknowledge({ ...bob, membership }, episode.id)).toEqual(no)
    expect(await unacknowledge({ ...bob, membership }, episode.id)).toEqual(no)
    expect(await acknowledge({ kind: 'webhook', source: 'main' }, episode.id)).toMatchObject({ ok: false })
    expect((await stored(episode.id))?.version).toBe(1)
  },
)

test.each([undefined, '', 7, 'x'.repeat(201)])('refuses %j as an id', async (id) => {
  const { acknowledge } = await given()
  expect(await acknowledge(bob, id)).toMatchObject({ ok: false, refusal: { reason: 'invalid-input' } })
})

test('already taken: by the same person, by another', async () => {
  const episode = givenEpisode()
  const { acknowledge } = await given(episode)
  await acknowledge(bob, episode.id)
  expect(await acknowledge(bob, episode.id)).toMatchObject({ ok: true, value: { outcome: 'already-yours' } })
  expect(await acknowledge(dana, episode.id)).toEqual({
    ok: false,
    refusal: { reason: 'alert-acknowledged-by-other', details: { userId: 'U0BOB', since: at } },
  })
  expect((await card())?.wantedVersion).toBe(1)
  expect(await audited(episode.id)).toEqual([
    ['U0BOB', 'acknowledged'],
    ['U0BOB', 'already-yours'],
    ['U0DANA', 'alert-acknowledged-by-other'],
  ])
})

test('only one of twenty clicks at once takes it', async () => {
  const episode = givenEpisode()
  const { acknowledge } = await given(episode)
  const people = Array.from({ length: 20 }, (_, index): Actor => ({ ...bob, userId: `U0P${index}` }))
  const outcomes = await Promise.all(people.map((person) => acknowledge(person, episode.id)))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
})

test('resolved, fired again, unknown', async () => {
  const over = { state: 'resolved', endsAt: NINE + MINUTE, resolvedSeenAt: NINE + MINUTE } as const
  const resolved = givenEpisode(over)
  const older = givenEpisode({ fingerprint: 'again', ...over })
  const newer = givenEpisode({ fingerprint: 'again', startsAt: NINE + 2 * MINUTE })
  const { acknowledge, unacknowledge } = await given(resolved, older, newer)
  expect(await acknowledge(bob, resolved.id)).toMatchObject({
    refusal: { reason: 'alert-resolved', details: { at: NINE + MINUTE } },
  })
  expect(await acknowledge(bob, older.id)).toMatchObject({
    refusal: { reason: 'alert-superseded', details: { newerEpisodeId: newer.id, sameThread: 1 } },
  })
  expect(await acknowledge(bob, 'nothing')).toMatchObject({ refusal: { reason: 'alert-unknown' } })
  expect(await unacknowledge(bob, newer.id)).toMatchObject({ refusal: { reason: 'alert-not-acknowledged' } })
  expect(await audited(resolved.id)).toEqual([['U0BOB', 'alert-resolved']])
})

test('anybody hands it back, and it says who had it', async () => {
  const episode = givenEpisode()
  const { acknowledge, unacknowledge } = await given(episode)
  await acknowledge(bob, episode.id)
  expect(await unacknowledge(dana, episode.id)).toMatchObject({
    ok: true,
    value: { had: { userId: 'U0BOB', at } },
  })
  expect(await stored(episode.id)).toMatchObject({ ack: null, version: 3 })
  expect((await card())?.wantedVersion).toBe(2)
  expect(await acknowledge(dana, episode.id)).toMatchObject({ ok: true })
})

test('a store that is closed is an error, not an answer', async () => {
  const episode = givenEpisode()
  const { acknowledge } = await given(episode)
  await opened.store.close()
  await expect(acknowledge(bob, episode.id)).rejects.toThrow(/clos|open/)
})
