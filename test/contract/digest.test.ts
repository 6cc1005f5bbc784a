import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DigestSnapshot } from '../../src/domain/digest.ts'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createPostDigests } from '../../src/operations/post-digests.ts'
import { renderDigest } from '../../src/jobs/post-digests-message.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { anEpisode, CATALOGUE } from '../unit/digest/an-episode.ts'
import { acknowledge, begin, resolve } from './digest-history.ts'

const HOUR = 3_600_000
const NINE = Date.parse('2026-11-21T00:00:00Z')
let opened: TestStore
let store: Store
let now = NINE

beforeEach(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterEach(() => opened.close())

function postAt(at: number, options: { quietWhenEmpty?: boolean; enabled?: boolean } = {}) {
  now = at
  const digest = { enabled: true, timeZone: 'Asia/Seoul', quietWhenEmpty: true, ...options }
  const post = createPostDigests({
    store,
    now: () => now,
    newId: createNewId(() => now),
    catalogue: CATALOGUE,
    digest,
  })
  return post({
    actor: { kind: 'system', job: 'post-digests' },
    input: { names: { U7: 'Kim' }, links: {}, incomplete: false },
  })
}

const noticeOf = (scope: string, hour: number) =>
  store.read((q) => q.notices.get(`digest:${scope}:${new Date(hour).toISOString()}`))
const snapshotOf = async (scope: string, hour: number) =>
  (await noticeOf(scope, hour))?.payload as unknown as DigestSnapshot | undefined

describe('posting digests', () => {
  test('the first start posts nothing, the next hour does, each hour once', async () => {
    await begin(store, anEpisode({ firstSeenAt: NINE - HOUR }))
    expect(await postAt(NINE + 5_000)).toEqual({ ok: true, value: { outcome: 'first-start', notices: 0 } })
    expect(await postAt(NINE + HOUR - 1)).toEqual({ ok: true, value: { outcome: 'nothing-due', notices: 0 } })
    expect(await postAt(NINE + HOUR + 5_000)).toEqual({ ok: true, value: { outcome: 'posted', notices: 2 } })
    expect(await postAt(NINE + HOUR + 6_000)).toEqual({
      ok: true,
      value: { outcome: 'nothing-due', notices: 0 },
    })
    expect((await noticeOf('C0PAY', NINE + HOUR))?.channel).toBe('C0PAY')
    expect((await noticeOf('company', NINE + HOUR))?.channel).toBe('C0COMPANY')
    expect(await noticeOf('C0SEARCH', NINE + HOUR)).toBeNull()
  })

  test('two at the same moment: one decides', async () => {
    await begin(store, anEpisode({ firstSeenAt: NINE }))
    await postAt(NINE + 5_000)
    const both = await Promise.all([postAt(NINE + HOUR + 5_000), postAt(NINE + HOUR + 5_000)])
    expect(new Set(both.map((one) => one.ok && one.value.outcome))).toEqual(
      new Set(['nothing-due', 'posted']),
    )
  })

  test('after a night away one digest, which covers the hours in between', async () => {
    await postAt(NINE + 5_000)
    await begin(store, anEpisode({ firstSeenAt: NINE + HOUR / 2 }))
    expect(await postAt(NINE + 8 * HOUR + 5_000)).toMatchObject({ value: { notices: 2 } })
    expect(await snapshotOf('company', NINE + 8 * HOUR)).toMatchObject({ from: NINE, longer: 'missed-hours' })
    await postAt(NINE + 100 * HOUR)
    expect(await snapshotOf('company', NINE + 99 * HOUR)).toMatchObject({
      from: NINE + 75 * HOUR,
      longer: 'day-at-most',
    })
  })

  test('what happens after the hour does not change it', async () => {
    await postAt(NINE + 5_000)
    const episode = await begin(store, anEpisode({ firstSeenAt: NINE + 1 }))
    const held = await acknowledge(store, episode, 'U7', NINE + HOUR + 1)
    await resolve(store, held, NINE + HOUR + 2)
    await begin(store, anEpisode({ firstSeenAt: NINE + HOUR + 3 }))
    await postAt(NINE + HOUR + 30_000)
    const told = await snapshotOf('company', NINE + HOUR)
    expect(told?.figures).toMatchObject({ firing: 1, started: 1, resolved: 0, handledTotal: 0 })
  })

  test('quiet and loud when there is nothing, silent when switched off', async () => {
    await postAt(NINE + 5_000)
    expect(await postAt(NINE + HOUR + 5_000)).toMatchObject({ value: { outcome: 'posted', notices: 0 } })
    expect(await postAt(NINE + 2 * HOUR + 5_000, { quietWhenEmpty: false })).toMatchObject({
      value: { notices: 4 },
    })
    expect(await postAt(NINE + 3 * HOUR + 5_000, { enabled: false })).toMatchObject({
      value: { outcome: 'disabled' },
    })
  })

  test('a digest that Slack has not taken gives way to the next, which tells of its hours too', async () => {
    await postAt(NINE + 5_000)
    await begin(store, anEpisode({ firstSeenAt: NINE + 1 }))
    await postAt(NINE + HOUR + 5_000)
    await postAt(NINE + 2 * HOUR + 5_000)
    const [first, second] = [
      await noticeOf('company', NINE + HOUR),
      await noticeOf('company', NINE + 2 * HOUR),
    ]
    expect(second?.payload).toMatchObject({ from: NINE, longer: 'missed-hours', figures: { started: 1 } })
    expect(await store.read((q) => renderDigest(q, first?.payload ?? {}))).toBeNull()
    expect((await store.read((q) => renderDigest(q, second?.payload ?? {})))?.text).toContain('1 firing')
  })

  test('people may not post it', async () => {
    const post = createPostDigests({
      store,
      now: () => now,
      newId: createNewId(() => now),
      catalogue: CATALOGUE,
      digest: { enabled: true, timeZone: 'UTC', quietWhenEmpty: true },
    })
    const actor = { kind: 'person', userId: 'U1', membership: 'member', isAdmin: true } as const
    expect(await post({ actor, input: {} })).toEqual({ ok: false, refusal: { reason: 'not-for-people' } })
  })

  test('the decision is audited with the hour', async () => {
    await postAt(NINE + 5_000)
    const database = new Database(join(opened.dataDir, 'coxswain.db'), { readonly: true })
    const row = database.prepare("select subject, outcome from audit where operation = 'post-digests'").get()
    database.close()
    expect(row).toEqual({ subject: '2026-11-21T00:00:00.000Z', outcome: 'first-start' })
  })
})
