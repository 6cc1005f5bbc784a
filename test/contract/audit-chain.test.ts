import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { sealOf } from '../../src/domain/deploys/audit-seal.ts'
import { createSealAudit, SEAL_AUDIT_KEY } from '../../src/jobs/seal-audit.ts'
import { verifyChain } from '../../src/queries/audit-chain.ts'
import { DATABASE_FILE } from '../../src/store/sqlite.ts'
import { NINE } from '../harness/given.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

const ITEM = { kind: 'seal-audit', key: SEAL_AUDIT_KEY, generation: 1, attempts: 0, dueAt: 0 }
const MANY = 1_203
let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const append = (count: number) =>
  opened.store.transaction(async (tx) => {
    const actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false } as const
    for (let n = 0; n < count; n++) {
      const entry = { at: NINE + n, actor, operation: 'approve', subject: `d${n}`, outcome: 'voted' }
      await tx.audit.append({ ...entry, details: { plan: 'p0', n }, isKept: n % 10 !== 9 })
    }
  })
const seal = () =>
  createSealAudit({ store: opened.store, now: () => NINE }).run(ITEM, new AbortController().signal)
const verify = () => verifyChain(opened.store)
const kept = () => opened.store.read((reads) => reads.audit.keptAfter(0, 10_000))

/** Past the bot and past the triggers that guard the table. */
function behindItsBack(...statements: string[]) {
  const database = new Database(join(opened.dataDir, DATABASE_FILE))
  const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers as { name: string }[]) database.exec(`drop trigger ${name}`)
  database.pragma('foreign_keys = off')
  for (const statement of statements) database.exec(statement)
  database.close()
}

test('an empty audit is intact', async () => {
  expect(await verify()).toEqual({ state: 'intact', count: 0, unsealed: 0, unsealedSince: null })
  expect(await seal()).toEqual({ again: NINE + 60_000 })
  expect(await verify()).toEqual({ state: 'intact', count: 0, unsealed: 0, unsealedSince: null })
})

test('what is kept is sealed, over many turns and in several runs', async () => {
  await append(MANY)
  const all = (await kept()).length
  expect(await verify()).toEqual({ state: 'intact', count: 0, unsealed: all, unsealedSince: NINE })
  await seal()
  expect(await verify()).toEqual({ state: 'intact', count: all, unsealed: 0, unsealedSince: null })
  await append(3)
  expect(await verify()).toEqual({ state: 'intact', count: all, unsealed: 3, unsealedSince: NINE })
  await seal()
  await seal()
  expect(await verify()).toEqual({ state: 'intact', count: all + 3, unsealed: 0, unsealedSince: null })
})

test('a seal covers the one before and everything that the entry says', async () => {
  await append(1)
  const [entry] = await kept()
  if (!entry) throw new Error('nothing was kept')
  const seals = [
    sealOf(null, entry),
    sealOf('0', entry),
    ...Object.keys(entry)
      .filter((key) => key !== 'seal' && key !== 'isKept')
      .map((key) => sealOf(null, { ...entry, [key]: 'other' })),
  ]
  expect(new Set(seals).size).toBe(seals.length)
  expect(sealOf(null, { ...entry, details: { n: 0, plan: 'p0' }, seal: 'x' })).toBe(seals[0])
})

describe('what was done behind the back of the bot is found', () => {
  beforeEach(async () => {
    await append(700)
    await seal()
  })
  const ids = async () => (await kept()).map(({ id }) => id)

  test.each([
    ['a changed outcome', (id: number) => [`update audit set outcome = 'rejected' where id = ${id}`]],
    ['a changed person', (id: number) => [`update audit set actor = '{}' where id = ${id}`]],
    ['a changed time', (id: number) => [`update audit set at = at + 1 where id = ${id}`]],
    ['a seal that was taken away', (id: number) => [`delete from audit_seals where audit_id = ${id}`]],
  ])('%s', async (_, statements) => {
    const id = (await ids())[600] ?? 0
    behindItsBack(...statements(id))
    expect(await verify()).toEqual({ state: 'broken', id })
  })

  test('a removed entry, even with its seal: the next one does not fit', async () => {
    const [, id = 0, next = 0] = await ids()
    behindItsBack(`delete from audit where id = ${id}`, `delete from audit_seals where audit_id = ${id}`)
    expect(await verify()).toEqual({ state: 'broken', id: next })
  })

  test('two entries that changed places', async () => {
    const [first = 0, second = 0] = await ids()
    behindItsBack(
      `update audit set id = -1 where id = ${first}`,
      `update audit set id = ${first} where id = ${second}`,
      `update audit set id = ${second} where id = -1`,
    )
    expect(await verify()).toEqual({ state: 'broken', id: first })
  })

  test('an entry that was put in', async () => {
    const [, id = 0] = await ids()
    behindItsBack(
      `update audit_seals set audit_id = 100000 where audit_id = ${id}`,
      `update audit set id = 100000 where id = ${id}`,
    )
    expect(await verify()).toMatchObject({ state: 'broken' })
  })

  test('the last entries, cut off with their seals, also when it was sealed again since', async () => {
    const all = await ids()
    const last = all.at(-3) ?? 0
    behindItsBack(`delete from audit_seals where audit_id > ${last}`, `delete from audit where id > ${last}`)
    expect(await verify()).toEqual({ state: 'broken', id: last })
    await append(2)
    const next = (await ids()).find((id) => id > last)
    await seal()
    expect(await verify()).toEqual({ state: 'broken', id: next })
  })
})
