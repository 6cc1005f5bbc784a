import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleBuild, sampleDeploy } from './store-deploys-samples.ts'
import { SAMPLE_CARD, sampleThread } from './store-samples.ts'

const BEFORE_DEPLOYS = MIGRATIONS.slice(0, 2)

describe.each(DATABASES)('a $name database from before deploys', ({ create }) => {
  let database: TestDatabase

  beforeEach(async () => {
    database = await create()
    const store = await database.open({ migrations: BEFORE_DEPLOYS })
    await store.transaction(async (tx) => {
      await tx.threads.insert(sampleThread())
      await tx.cards.want(SAMPLE_CARD)
    })
    await store.close()
    const actor = JSON.stringify({ kind: 'person', userId: 'U1', membership: 'member', isAdmin: false })
    database.run(
      `insert into audit (at, actor, operation, subject, outcome, details)
       values (1, '${actor}', 'acknowledge-alert', 'e1', 'done', '{"n":1}')`,
    )
  })
  afterEach(() => database.cleanup())

  test('keeps its rows and takes deploys from then on', async () => {
    const store = await database.open()
    await store.transaction(async (tx) => {
      await tx.builds.insert(sampleBuild())
      await tx.deploys.insert(sampleDeploy())
    })
    await store.read(async (q) => {
      expect(await q.threads.allOpen()).toEqual([sampleThread()])
      expect(await q.cards.get(SAMPLE_CARD.id)).toMatchObject({ wantedVersion: 1 })
      expect(await q.deploys.get('deploy-1')).toEqual(sampleDeploy())
    })
  })

  test('its audit passes as before, and is never sealed', async () => {
    const store = await database.open()
    const [entry] = await store.read((q) => q.audit.ofSubject('e1'))
    expect(entry).toMatchObject({ operation: 'acknowledge-alert', details: { n: 1 } })
    expect(entry?.isKept).toBeUndefined()
    await store.transaction((tx) => tx.audit.append({ ...sampleEntry(), subject: 'deploy-1', isKept: true }))
    const kept = await store.read((q) => q.audit.keptAfter(0, 9))
    expect(kept.map(({ subject }) => subject)).toEqual(['deploy-1'])
    expect(await store.transaction((tx) => tx.audit.deleteBefore(99, 9))).toBe(1)
    expect(await store.read((q) => q.audit.ofSubject('e1'))).toEqual([])
  })

  function sampleEntry() {
    const actor = { kind: 'system' as const, job: 'j' }
    return { at: 2, actor, operation: 'o', outcome: 'done', details: {} }
  }
})
