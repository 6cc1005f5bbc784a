import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AwsKind } from '../../playground/aws/inventory.ts'
import type { Change } from '../../src/domain/resources/change.ts'
import { TELLS_FAILURE } from '../../src/jobs/resource-failure.ts'
import { beginDelete } from '../harness/given-change.ts'
import { openSagaStage, type SagaStage } from '../harness/saga-stage.ts'
import { markUserAgain, setTagBack, unmarkUser } from './by-hand.ts'
import { beginChange } from './cell.ts'

const HOUR = 3_600_000

let stage: SagaStage
let count = 0
let id = ''
beforeAll(async () => void (stage = await openSagaStage()))
afterAll(() => stage.close())
beforeEach(() => {
  stage.aws.reset()
  stage.renew()
  count += 1
  id = `s${String(count)}`
})

const name = () => `payments-alpha-${id}`
const kinds = () =>
  stage.aws
    .inventory()
    .filter(({ marker }) => marker === id)
    .map(({ kind }) => kind)
const standing = () => kinds().filter((kind) => kind !== 'elasticache-cache-cluster')
const resource = async () => {
  const found = await stage.store.read((reads) => reads.resources.get(id))
  if (!found) throw new Error('there is no resource')
  return found
}
const removeByHand = (kind: AwsKind) => stage.aws.removeByHand(kind, name())

async function begin(verb: 'create' | 'modify' | 'delete'): Promise<Change> {
  const change = await beginChange(stage, verb, id)
  stage.renew()
  stage.cutAt(null)
  return change
}

/** Runs until it has come so far. */
async function until(change: Change, isThere: (now: Change) => boolean): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    const now = await stage.store.read((reads) => reads.changes.get(change.id))
    if (now && isThere(now)) return
    await stage.turn(change.id)
  }
  throw new Error('it did not come so far')
}

const stepOf = (change: Change, part: string) => change.parts.find(({ id: one }) => one === part)?.step

test('a deletion touches nothing when a part is not marked as ours any more, and says which', async () => {
  const change = await begin('delete')
  await unmarkUser(stage)
  const ended = await stage.run(change.id)
  expect(ended).toMatchObject({ state: 'rolled-back', failure: { code: 'unmarked', part: 'user' } })
  expect(ended.failure?.message).toContain(name())
  expect((await resource()).state).toBe('ready')
  expect(standing()).toHaveLength(5)
})

test('a part that loses its mark in the middle of a deletion stops it, and it goes on when it is marked again', async () => {
  const change = await begin('delete')
  await until(change, (now) => stepOf(now, 'replication-group') === 'removing')
  await unmarkUser(stage)
  const stopped = await stage.run(change.id)
  expect(stopped).toMatchObject({ state: 'stopped', failure: { code: 'unmarked', part: 'user' } })
  await markUserAgain(stage, id)
  expect(await stage.goOn(stopped)).toMatchObject({ state: 'succeeded', residue: [] })
  expect(standing().filter((kind) => kind !== 'elasticache-snapshot')).toEqual([])
})

test.each(['gone', 'old'])(
  'the group is deleted only while a fresh final snapshot stands: taken anew when it is %s',
  async (what) => {
    const change = await begin('delete')
    stage.aws.faults.set('throttling', { operation: 'DeleteReplicationGroup', times: 1 })
    await until(change, (now) => now.trouble !== null)
    expect(kinds()).toContain('elasticache-replication-group')
    const [snapshot] = change.plan.make
    const first = stage.aws.inventory().find(({ kind }) => kind === 'elasticache-snapshot')
    if (what === 'gone') stage.aws.removeByHand('elasticache-snapshot', snapshot?.name ?? '')
    else stage.clock.moveTo(stage.clock.now() + 3 * HOUR)
    expect(await stage.run(change.id)).toMatchObject({ state: 'succeeded' })
    const second = stage.aws.inventory().find(({ kind }) => kind === 'elasticache-snapshot')
    expect(second).toMatchObject({ name: snapshot?.name, status: 'available' })
    expect(second?.createdAt).toBeGreaterThan(first?.createdAt ?? Infinity)
    const calls = stage.aws.journal().filter(({ isEffective }) => isEffective)
    const order = calls
      .map(({ operation }) => operation)
      .filter((one) => /CreateSnapshot|DeleteReplicationGroup/.test(one))
    expect(order).toEqual(['CreateSnapshot', 'CreateSnapshot', 'DeleteReplicationGroup'])
  },
)

test('what a lost answer may have made is undone, although the next answer was a refusal', async () => {
  const change = await begin('create')
  stage.aws.faults.set('lost-answers', { operation: 'CreateReplicationGroup', times: 1 })
  stage.aws.faults.set('stale-reads', { ms: 20_000 })
  stage.onceCalled('CreateReplicationGroup', () => stage.aws.faults.set('denied-create-replication-group'))
  const ended = await stage.run(change.id)
  expect(ended.failure?.code).not.toBeUndefined()
  expect(['rolled-back', 'succeeded']).toContain(ended.state)
  expect(standing()).toEqual(ended.state === 'succeeded' ? expect.arrayContaining(['ssm-parameter']) : [])
})

test('what stays refused while it is removed stops the deletion instead of asking for ever', async () => {
  const change = await begin('delete')
  stage.aws.faults.set('in-use-lag', { ms: 24 * HOUR })
  const ended = await stage.run(change.id)
  expect(ended).toMatchObject({ state: 'stopped', failure: { class: 'busy' } })
})

test('a cancellation in the last read-back counts', async () => {
  const change = await begin('create')
  await until(change, (now) => stepOf(now, 'replication-group') === 'making')
  stage.onceCalled('DescribeUserGroups', () => cancel(change.id))
  expect(await stage.run(change.id)).toMatchObject({ state: 'rolled-back', failure: { code: 'cancelled' } })
  expect(standing()).toEqual([])
})

async function cancel(changeId: string): Promise<void> {
  await stage.store.transaction(async (tx) => {
    const now = await tx.changes.get(changeId)
    if (!now) return
    const cancelled = { by: 'U0DANA', at: stage.clock.now() }
    await tx.changes.update({ ...now, cancelled, version: now.version + 1 })
  })
}

test('what somebody deleted by hand can be deleted with us too: without a snapshot, there is nothing to keep', async () => {
  const change = await begin('delete')
  removeByHand('elasticache-replication-group')
  expect(await stage.run(change.id)).toMatchObject({ state: 'succeeded', residue: [] })
  expect(standing()).toEqual([])
})

test('deleted by hand in the middle of a modification, it ends and can be deleted', async () => {
  const change = await begin('modify')
  await stage.turn(change.id)
  removeByHand('elasticache-replication-group')
  expect(await stage.run(change.id)).toMatchObject({ state: 'rolled-back', failure: { code: 'vanished' } })
  const deletion = await beginDelete(stage.store, stage.clock.now(), await resource())
  expect(await stage.run(deletion.id)).toMatchObject({ state: 'succeeded' })
  expect(standing()).toEqual([])
})

test('a value that something else sets back is not set for ever', async () => {
  const change = await begin('create')
  await until(change, (now) => stepOf(now, 'replication-group') === 'making')
  for (let turn = 0; turn < 200; turn++) {
    await setTagBack(stage).catch(() => undefined)
    await stage.turn(change.id)
    const now = await stage.store.read((reads) => reads.changes.get(change.id))
    if (now?.state !== 'running') break
  }
  const ended = await stage.run(change.id)
  expect(ended).toMatchObject({ state: 'rolled-back', failure: { code: 'mend-refused' } })
  expect(
    stage.aws.journal().filter(({ operation }) => operation === 'AddTagsToResource').length,
  ).toBeLessThan(10)
})

test('what takes far too long is told and stands still, nothing is undone for it', async () => {
  const change = await begin('create')
  stage.aws.faults.set('slow-create', { factor: 10_000 })
  const stopped = await stage.run(change.id)
  expect(stopped).toMatchObject({
    state: 'stopped',
    stoppedIn: 'running',
    failure: { code: 'took-too-long' },
  })
  expect(kinds()).toContain('elasticache-replication-group')
})

test('a failover is no failure', () => {
  expect(TELLS_FAILURE.test('Failover from master node r-001 to replica node r-002 completed')).toBe(false)
  expect(TELLS_FAILURE.test('Failed to scale down to cache node type cache.t4g.small')).toBe(true)
})
