import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/domain/store.ts'
import type { AlertThread } from '../../src/domain/thread.ts'
import { createForgetHistory } from '../../src/jobs/forget-history.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { SAMPLE_CARD, SAMPLE_NOTICE, sampleEpisode, sampleThread } from './store-samples.ts'
import { COST_POLICY } from '../harness/no-cost.ts'

const DAY = 86_400_000
const NOW = 1_000 * DAY
const LONG_AGO = NOW - 91 * DAY
const LATELY = NOW - 89 * DAY

describe.each(DATABASES)('forgetting history in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  async function forget(): Promise<void> {
    const job = createForgetHistory({ store, now: () => NOW, historyMs: 90 * DAY, costs: COST_POLICY })
    const item = { kind: job.kind, key: 'daily', generation: 1, attempts: 0, dueAt: NOW }
    expect(await job.run(item, new AbortController().signal)).toEqual({ again: NOW + DAY })
  }

  /** A thread with one alert, its card, a reply that was shown, and somebody who was on it. */
  async function given(name: string, change: Partial<AlertThread>, resolvedSeenAt: number | null) {
    const state = resolvedSeenAt === null ? 'firing' : 'resolved'
    const thread = sampleThread({ id: name, cluster: name, ...change })
    const episode = { id: `e-${name}`, fingerprint: name, threadId: name, resolvedSeenAt, state } as const
    const cardId = `alert-thread:${name}`
    await store.transaction(async (tx) => {
      await tx.threads.insert(thread)
      await tx.episodes.insertMany([sampleEpisode(episode)])
      await tx.episodes.recordAcknowledgement(episode.id, { userId: 'U1', at: LONG_AGO }, LONG_AGO)
      await tx.cards.want({ ...SAMPLE_CARD, id: cardId, subject: name })
      await tx.facts.set(`joined:${name}`, '1')
      await addNotice(name, cardId, tx)
      await audit(`e-${name}`, tx)
    })
  }
  type Tx = Parameters<Parameters<Store['transaction']>[0]>[0]
  async function addNotice(key: string, threadCardId: string | null, tx: Tx) {
    await tx.notices.add({ ...SAMPLE_NOTICE, key, threadCardId, createdAt: LONG_AGO })
    const notice = await tx.notices.get(key)
    if (notice) await tx.notices.save({ ...notice, state: 'shown' }, { state: 'pending', attemptKey: null })
  }
  async function audit(subject: string, tx: Tx, at = LONG_AGO) {
    const actor = { kind: 'system' as const, job: 'test' }
    await tx.audit.append({ at, actor, operation: 'o', subject, outcome: 'done', details: {} })
  }
  const kept = (name: string) =>
    store.read(async (q) => ({
      thread: (await q.threads.get(name)) !== null,
      episode: (await q.episodes.get(`e-${name}`)) !== null,
      card: (await q.cards.get(`alert-thread:${name}`)) !== null,
      fact: (await q.facts.get(`joined:${name}`)) !== null,
      notice: (await q.notices.get(name)) !== null,
      audit: (await q.audit.ofSubject(`e-${name}`)).length === 1,
    }))
  const all = (value: boolean) => {
    return { thread: value, episode: value, card: value, fact: value, notice: value, audit: value }
  }

  test('what was closed and over for long goes whole; an open thread keeps everything', async () => {
    await given('over', { closedAt: LONG_AGO }, LONG_AGO)
    await given('open', { quietSince: LONG_AGO }, LONG_AGO)
    await forget()
    expect(await kept('over')).toEqual(all(false))
    expect(await kept('open')).toEqual(all(true))
  })

  test('a closed thread stays while an alert of it fires, ended lately, or it was closed lately', async () => {
    await given('firing', { closedAt: LONG_AGO }, null)
    await given('ended-lately', { closedAt: LONG_AGO }, LATELY)
    await given('closed-lately', { closedAt: LATELY }, LONG_AGO)
    await forget()
    // Its old replies were told long ago; nothing is added to them any more.
    for (const name of ['firing', 'ended-lately', 'closed-lately'])
      expect(await kept(name)).toEqual({ ...all(true), notice: false })
  })

  test('messages that were not shown stay, as do young audit rows', async () => {
    await store.transaction(async (tx) => {
      await addNotice('shown', null, tx)
      await tx.notices.add({ ...SAMPLE_NOTICE, key: 'waits', threadCardId: null, createdAt: LONG_AGO })
      await audit('old', tx)
      await audit('young', tx, LATELY)
    })
    await forget()
    await store.read(async (q) => {
      expect(await q.notices.get('shown')).toBeNull()
      expect(await q.notices.get('waits')).not.toBeNull()
      expect(await q.audit.ofSubject('old')).toEqual([])
      expect(await q.audit.ofSubject('young')).toHaveLength(1)
    })
  })

  test('audit that is kept for good stays, however old', async () => {
    await store.transaction(async (tx) => {
      const actor = { kind: 'system' as const, job: 'test' }
      const entry = { at: LONG_AGO, actor, operation: 'o', subject: 'deploy', outcome: 'done', details: {} }
      await tx.audit.append({ ...entry, isKept: true })
      await audit('deploy', tx)
    })
    await forget()
    const left = await store.read((q) => q.audit.ofSubject('deploy'))
    expect(left).toMatchObject([{ isKept: true }])
  })

  test('where a rule has not fired for long is forgotten', async () => {
    const place = (namespace: string) => ({ cluster: 'prod', namespace })
    await store.transaction((tx) =>
      tx.ruleMemory.remember('grafana/main', [
        { ruleKey: 'r', place: place('gone'), at: LONG_AGO },
        { ruleKey: 'r', place: place('payments'), at: LATELY },
      ]),
    )
    await forget()
    const known = await store.read((q) => q.ruleMemory.placesOf('grafana/main', ['r']))
    expect(known.map((one) => one.place.namespace)).toEqual(['payments'])
  })

  test('much is deleted in many small transactions', async () => {
    await given('over', { closedAt: LONG_AGO }, LONG_AGO)
    const many = Array.from({ length: 1_200 }, (_, i) =>
      sampleEpisode({ id: `m${i}`, startsAt: i, threadId: 'over', state: 'resolved', resolvedSeenAt: 1 }),
    )
    await store.transaction((tx) => tx.episodes.insertMany(many))
    await forget()
    expect(await store.read((q) => q.episodes.inThread('over'))).toEqual([])
    expect(await kept('over')).toEqual(all(false))
  })
})
