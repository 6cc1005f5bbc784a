import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleApproval, sampleDeploy } from './store-deploys-samples.ts'
import { sampleChange, sampleResource } from './store-resources-samples.ts'

const BEFORE_SUBJECTS = MIGRATIONS.slice(0, 3)

describe.each(DATABASES)('a $name database from before resources', ({ create }) => {
  let database: TestDatabase

  beforeEach(async () => {
    database = await create()
    const store = await database.open({ migrations: BEFORE_SUBJECTS })
    await store.transaction((tx) => tx.deploys.insert(sampleDeploy()))
    await store.close()
    // As the version before wrote them.
    const { subjectKind: _, subjectId: deployId, votes: __, ...rest } = sampleApproval()
    const body = JSON.stringify({ ...rest, deployId })
    database.run(
      `insert into approvals (id, deploy_id, wave, state, version, body)
       values ('approval-1', '${deployId}', 0, 'waiting', 0, '${body}');
       insert into approval_votes (approval_id, user_id, position, at, plan_hash)
       values ('approval-1', 'U0BOB', 0, 5, 'hash-1')`,
    )
  })
  afterEach(() => database.cleanup())

  test('an approval that was asked for is still that of its deploy, votes and all', async () => {
    const stored = sampleApproval({ votes: [{ userId: 'U0BOB', at: 5, planHash: 'hash-1' }] })
    const store = await database.open()
    await store.read(async (q) => {
      expect(await q.approvals.get('approval-1')).toMatchObject(stored)
      expect(await q.approvals.of('deploy-1')).toMatchObject([stored])
      expect(await q.approvals.waiting()).toMatchObject([stored])
    })
    const decided = { by: 'U1', at: 6, reason: null }
    const approved = { ...stored, state: 'approved' as const, decided, version: 1 }
    expect(await store.transaction((tx) => tx.approvals.update(approved))).toBe(true)
    expect(await store.read((q) => q.approvals.get('approval-1'))).toMatchObject(approved)
  })

  test('resources and approvals of their changes are taken from then on', async () => {
    const store = await database.open()
    const approval = sampleApproval({ id: 'a2', subjectKind: 'resource-change', subjectId: 'change-1' })
    await store.transaction(async (tx) => {
      await tx.resources.insert(sampleResource(), ['sessions'])
      await tx.changes.insert(sampleChange())
      await tx.approvals.insert(approval)
    })
    await store.read(async (q) => {
      expect(await q.deploys.get('deploy-1')).toEqual(sampleDeploy())
      expect(await q.resources.find('sessions', 9)).toEqual([sampleResource()])
      expect(await q.changes.open()).toEqual([sampleChange()])
      expect(await q.approvals.of('change-1')).toEqual([approval])
      expect((await q.approvals.waiting()).map(({ id }) => id)).toEqual(['approval-1', 'a2'])
    })
  })
})
