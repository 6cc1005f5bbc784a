import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import type { AuditEntry, Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { AWKWARD } from './store-deploys-samples.ts'

const ADA: Actor = { kind: 'person', userId: 'U0ADA', membership: 'member', isAdmin: false }
const BOB: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: true }
const JOB: Actor = { kind: 'system', job: 'U0ADA' }

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  const about = { operation: 'request-deploy', subject: 'deploy-1', outcome: 'requested' }
  return { at: 5, actor: ADA, ...about, details: { reason: AWKWARD, to: null }, isKept: true, ...change }
}

describe.each(DATABASES)('kept audit entries in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const append = (...changes: Partial<AuditEntry>[]) =>
    store.transaction(async (tx) => {
      for (const change of changes) await tx.audit.append(entry(change))
    })
  const kept = (id = 0, limit = 99) => store.read((q) => q.audit.keptAfter(id, limit))
  const outcomes = (entries: AuditEntry[]) => entries.map(({ outcome }) => outcome)

  test('they come in order, as they were written, page by page, without those that pass', async () => {
    await append({ outcome: 'a' }, { outcome: 'passes', isKept: false }, { outcome: 'b', actor: JOB })
    await store.transaction(async (tx) => {
      const { isKept: _, ...unsaid } = entry({ outcome: 'unsaid' })
      await tx.audit.append(unsaid)
      await tx.audit.append(entry({ outcome: 'c' }))
    })
    const [first, second, third, ...more] = await kept()
    expect(first).toEqual({ ...entry({ outcome: 'a' }), id: first?.id, seal: null })
    expect(second).toEqual({ ...entry({ outcome: 'b', actor: JOB }), id: second?.id, seal: null })
    expect(more).toEqual([])
    expect(await kept(first?.id, 1)).toEqual([second])
    expect(await kept(second?.id, 5)).toEqual([third])
    const all = await store.read((q) => q.audit.ofSubject('deploy-1'))
    expect(all.map(({ outcome, isKept }) => [outcome, isKept])).toEqual([
      ['a', true],
      ['passes', undefined],
      ['b', true],
      ['unsaid', undefined],
      ['c', true],
    ])
  })

  test('the newest first, of a subject, of a person, of both, before an entry', async () => {
    await append(
      { outcome: '1' },
      { outcome: '2', subject: 'deploy-2' },
      { outcome: '3', actor: BOB },
      { outcome: '4', actor: BOB, subject: 'deploy-2' },
      { outcome: '5', actor: JOB },
      { outcome: 'passes', isKept: false },
    )
    const recent = async (filter: { subject?: string; userId?: string; before?: number }, limit = 9) =>
      outcomes(await store.read((q) => q.audit.recentKept(filter, limit))).join('')
    expect(await recent({})).toBe('54321')
    expect(await recent({}, 2)).toBe('54')
    expect(await recent({ subject: 'deploy-2' })).toBe('42')
    expect(await recent({ userId: 'U0ADA' })).toBe('21')
    expect(await recent({ userId: 'U0BOB', subject: 'deploy-1' })).toBe('3')
    const fourth = (await kept()).find(({ outcome }) => outcome === '4')
    const before = fourth?.id ?? 0
    expect(await recent({ before })).toBe('321')
    expect(await recent({ before, subject: 'deploy-2' })).toBe('2')
    expect(await recent({ before, userId: 'U0BOB' }, 1)).toBe('3')
  })

  test('seals stand beside the entries, and the last one is known', async () => {
    await append({ outcome: 'a' }, { outcome: 'passes', isKept: false }, { outcome: 'b' }, { outcome: 'c' })
    expect(await store.read((q) => q.audit.lastSeal())).toBeNull()
    const [a, b] = (await kept()).map(({ id }) => id)
    if (a === undefined || b === undefined) throw new Error('absent')
    await store.transaction((tx) =>
      tx.audit.seal([
        { id: a, seal: 'seal-a' },
        { id: b, seal: 'seal-b' },
      ]),
    )
    expect(await store.read((q) => q.audit.lastSeal())).toEqual({ id: b, seal: 'seal-b' })
    expect((await kept()).map(({ seal }) => seal)).toEqual(['seal-a', 'seal-b', null])
    const recent = await store.read((q) => q.audit.recentKept({}, 2))
    expect(recent.map(({ seal }) => seal)).toEqual([null, 'seal-b'])
    const again = store.transaction((tx) => tx.audit.seal([{ id: a, seal: 'other' }]))
    await expect(again).rejects.toThrow(/append-only/)
    const nobody = store.transaction((tx) => tx.audit.seal([{ id: 999, seal: 'x' }]))
    await expect(nobody).rejects.toThrow()
  })

  test('what deletes audit leaves them alone', async () => {
    await append({ outcome: 'stays' }, { outcome: 'passes', isKept: false })
    await append({ outcome: 'passes too', isKept: false, subject: 'other' })
    await store.transaction((tx) => tx.audit.deleteOf(['deploy-1', 'none']))
    expect(outcomes(await store.read((q) => q.audit.ofSubject('deploy-1')))).toEqual(['stays'])
    expect(await store.transaction((tx) => tx.audit.deleteBefore(6, 9))).toBe(1)
    expect(outcomes(await kept())).toEqual(['stays'])
    expect(await store.read((q) => q.audit.ofSubject('other'))).toEqual([])
  })

  test.each([
    `update audit set outcome = 'other' where is_kept = 1`,
    `update audit set is_kept = 0 where is_kept = 1`,
    `update audit set is_kept = 1 where is_kept = 0`,
    `delete from audit`,
    `insert or replace into audit select * from audit where is_kept = 1`,
    `update audit_seals set seal = 'other'`,
    `delete from audit_seals`,
    `insert or replace into audit_seals select audit_id, 'other' from audit_seals`,
  ])('the database itself refuses: %s', async (tampering) => {
    await append({ outcome: 'kept' }, { outcome: 'passes', isKept: false })
    const id = (await kept())[0]?.id ?? 0
    await store.transaction((tx) => tx.audit.seal([{ id, seal: 'x' }]))
    const before = await store.read((q) => q.audit.ofSubject('deploy-1'))
    expect(() => database.run(tampering)).toThrow(/append-only/)
    expect(await store.read((q) => q.audit.ofSubject('deploy-1'))).toEqual(before)
    expect(await store.read((q) => q.audit.lastSeal())).toEqual({ id, seal: 'x' })
  })
})
