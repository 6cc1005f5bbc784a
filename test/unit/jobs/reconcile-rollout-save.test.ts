import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SeenReason, SeenRollout, TargetRollout } from '../../../src/domain/deploys/target-rollout.ts'
import { endOf } from '../../../src/jobs/reconcile-rollout-look.ts'
import { saveRollout } from '../../../src/jobs/reconcile-rollout-save.ts'
import { NINE } from '../../harness/given.ts'
import {
  givenDeploy,
  givenReason,
  givenSeen,
  givenTarget,
  givenWorkload,
} from '../../harness/given-deploy.ts'
import { openTestStore, type TestStore } from '../../harness/store.ts'

const record = givenDeploy()
const KEY = `deploy:${record.id}:stuck:rollout-kr1`

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
  await opened.store.transaction(async (tx) => {
    await tx.deploys.insert(record)
    await tx.rollouts.insertMany([givenTarget('kr1', { workloads: [] })])
  })
})
afterEach(() => opened.close())

const stored = () => opened.store.read((q) => q.rollouts.get('rollout-kr1')) as Promise<TargetRollout>
const notice = () => opened.store.read((q) => q.notices.get(KEY))

/** What one look at `seconds` after nine leaves behind. */
async function look(seconds: number, seen: Partial<SeenRollout>): Promise<TargetRollout> {
  const now = NINE + seconds * 1_000
  const was = await stored()
  const workloads = [givenWorkload({ seen: givenSeen({ ...seen, at: now }) })]
  const saved = await saveRollout(opened.store, { stored: was, next: { ...was, workloads }, record, now })
  expect(saved).toBe(true)
  return stored()
}

const waiting = (code: SeenReason['code']) =>
  givenReason({ code, weight: 'waiting', nextStep: 'add-capacity' })
const noRoom = { phase: 'rolling' as const, reasons: [waiting('unschedulable')] }

test('who asked is told when it was stuck for twenty seconds, once', async () => {
  expect(await look(0, noRoom)).toMatchObject({ stuckSince: NINE })
  await look(19, noRoom)
  expect(await notice()).toBeNull()
  expect(await look(20, noRoom)).toMatchObject({ stuckSince: NINE })
  expect(await notice()).toMatchObject({
    kind: 'deploy',
    channel: 'C0PAY',
    createdAt: NINE + 20_000,
    payload: {
      deployId: record.id,
      news: 'stuck',
      values: { rolloutId: 'rollout-kr1', region: 'kr1', reason: 'unschedulable' },
      mentions: ['U0ALICE'],
    },
  })
  await look(60, noRoom)
  expect(await notice()).toMatchObject({ createdAt: NINE + 20_000 })
})

test('what heals in between begins anew', async () => {
  await look(0, noRoom)
  expect(await look(15, {})).not.toHaveProperty('stuckSince')
  expect(await look(21, noRoom)).toMatchObject({ stuckSince: NINE + 21_000 })
  expect(await notice()).toBeNull()
})

test.each<[string, Partial<SeenRollout>, string | null]>([
  ['blocked by the cluster', { phase: 'blocked', reasons: [] }, 'blocked'],
  ['blocked for a reason', { phase: 'blocked', reasons: [waiting('volume')] }, 'volume'],
  ['a quota', { reasons: [waiting('quota-exceeded')] }, 'quota-exceeded'],
  ['something that heals by itself', { reasons: [waiting('config-not-synced')] }, null],
  ['something fatal, which ends it', { reasons: [givenReason()] }, null],
  [
    'nodes are on their way',
    { reasons: [waiting('unschedulable')], notes: [{ code: 'scale-up-under-way', message: '' }] },
    null,
  ],
  ['stabilising', { phase: 'stabilizing', reasons: [waiting('unschedulable')] }, null],
])('%s: told %j', async (_what, seen, expected) => {
  await look(0, seen)
  await look(30, seen)
  const values = (await notice())?.payload['values'] as { reason: string } | undefined
  expect(values?.reason ?? null).toBe(expected)
})

test('a pause is told as before, and is not stuck', async () => {
  await look(0, { phase: 'paused' })
  await look(30, { phase: 'paused' })
  expect(await notice()).toBeNull()
  const key = `deploy:${record.id}:needs-person:rollout-kr1`
  expect(await opened.store.read((q) => q.notices.get(key))).toMatchObject({
    payload: { news: 'needs-person', values: { reason: 'paused' } },
  })
})

test.each<[SeenReason[], string]>([
  [[givenReason({ code: 'progress-deadline' }), waiting('unschedulable')], 'unschedulable'],
  [[waiting('unschedulable'), givenReason({ code: 'progress-deadline' }), givenReason()], 'crash-loop'],
  [[givenReason({ code: 'progress-deadline' })], 'progress-deadline'],
  [[], 'failed'],
])('the cause of a failure is kept, not that time ran out (%#)', (reasons, reason) => {
  const workloads = [givenWorkload({ seen: givenSeen({ phase: 'failed', reasons }) })]
  expect(endOf(workloads)).toEqual({ as: 'failed', reason })
})
