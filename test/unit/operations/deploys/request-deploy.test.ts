import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { DRAFT_LIFE_MS } from '../../../../src/domain/deploys/draft.ts'
import { planOfWave } from '../../../../src/domain/deploys/deploy-record.ts'
import { planHash } from '../../../../src/domain/deploys/plan.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import {
  aBuild,
  approvalsOf,
  audited,
  builds,
  cardOf,
  deployed,
  noticeOf,
  planned,
  reason,
  requested,
  stored,
  woken,
} from './given.ts'
import { ben, bob, openRig, type Rig, guest } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'), aBuild('b', { builtAt: NINE - 9 * MINUTE }))
})
afterEach(() => rig.close())

const request = (draftId: unknown, actor: Actor = bob) => rig.request({ actor, input: { draftId } })

test('stores the deploy and its rollouts, wants the card and is woken', async () => {
  const record = await requested(rig)
  expect(await stored(rig, record.id)).toEqual(record)
  expect(record).toMatchObject({
    kind: 'deploy',
    state: 'waiting-for-approval',
    channel: 'C0PAY',
    requesterId: 'U0BOB',
    createdAt: NINE,
    finishedAt: null,
    heldBack: null,
  })
  expect(record.waves.map(({ name, rollouts }) => [name, rollouts.map(({ region }) => region)])).toEqual([
    ['first', ['kr']],
    ['rest', ['us', 'eu']],
  ])
  const rollouts = await rig.store.read((q) => q.rollouts.ofDeploy(record.id))
  expect(rollouts.map(({ id }) => id).toSorted()).toEqual(
    record.waves.flatMap((wave) => wave.rollouts.map(({ id }) => id)).toSorted(),
  )
  expect(rollouts.map(({ workloads }) => workloads.map(({ step }) => step))).toEqual([
    ['to-apply'],
    ['to-apply'],
    ['to-apply'],
  ])
  expect(await cardOf(rig, record.id)).toMatchObject({ channel: 'C0PAY', wantedVersion: 1 })
  expect(await woken(rig)).toEqual([record.id])
  expect(await audited(rig, record.id)).toEqual([
    ['plan-deploy', 'planned'],
    ['request-deploy', 'requested'],
  ])
})

test('asks for the first wave only, bound to its part of the plan, and tells the approvers', async () => {
  const record = await requested(rig)
  const approvals = await approvalsOf(rig, record.id)
  expect(approvals).toMatchObject([
    {
      wave: 0,
      state: 'waiting',
      count: 1,
      requesterId: 'U0BOB',
      authorId: 'U0CAROL',
      planHash: planHash(planOfWave(record.plan, 0)),
      expiresAt: NINE + 3_600_000,
    },
  ])
  const notice = await noticeOf(rig, record.id, `approval:${approvals[0]?.id}`)
  expect(notice).toMatchObject({
    payload: { news: 'approval-wanted', values: { wave: 0 }, mentions: ['SAPPROVERS', 'S0PAY'] },
    threadCardId: `deploy:${record.id}`,
  })
})

test('without an approval rule it may go at once', async () => {
  const record = await requested(rig, { environment: 'alpha' })
  expect(record.state).toBe('requested')
  expect(await approvalsOf(rig, record.id)).toEqual([])
  expect(await woken(rig)).toEqual([record.id])
})

test('a rollback is one wave without approval', async () => {
  await deployed(rig, aBuild('b'))
  const record = await requested(rig, { kind: 'rollback', version: aBuild('b').digest })
  expect(record).toMatchObject({ kind: 'rollback', state: 'requested' })
  expect(record.waves).toMatchObject([{ name: 'rollback', approval: 'not-needed' }])
  expect(record.waves[0]?.rollouts).toHaveLength(3)
})

test('of a rollback groups are asked now, of a deploy they may be remembered', async () => {
  await deployed(rig, aBuild('b'))
  const there = await planned(rig)
  const back = await planned(rig, { kind: 'rollback', version: aBuild('b').digest })
  rig.asked.length = 0
  await request(there.id)
  expect(rig.asked.every(({ fresh }) => !fresh)).toBe(true)
  rig.asked.length = 0
  await request(back.id)
  expect(rig.asked.length).toBeGreaterThan(0)
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
})

test('the same draft twice, also at once, is one deploy', async () => {
  const { id } = await planned(rig)
  const outcomes = await Promise.all([request(id), request(id), request(id)])
  const ids = outcomes.map((outcome) => outcome.ok && outcome.value.id)
  expect(ids).toEqual([id, id, id])
  expect(await approvalsOf(rig, id)).toHaveLength(1)
  expect(await rig.store.read((q) => q.rollouts.ofDeploy(id))).toHaveLength(3)
  rig.clock.now += DRAFT_LIFE_MS * 2
  expect(await request(id)).toMatchObject({ ok: true, value: { id } })
  expect((await audited(rig, id)).map(([, outcome]) => outcome)).toEqual(['planned', 'requested'])
})

test('not with a draft that is unknown, too old or of somebody else', async () => {
  const { id } = await planned(rig)
  expect(reason(await request('nothing'))).toBe('draft-unknown')
  expect(reason(await request(id, ben))).toBe('draft-not-yours')
  rig.clock.now += DRAFT_LIFE_MS + 1
  expect(reason(await request(id))).toBe('draft-expired')
  expect(await stored(rig, id)).toBeNull()
  expect((await audited(rig, id)).map(([, outcome]) => outcome)).toEqual([
    'planned',
    'draft-not-yours',
    'draft-expired',
  ])
})

test('somebody else cannot take what was requested with a draft', async () => {
  const record = await requested(rig)
  expect(reason(await request(record.id, ben))).toBe('draft-not-yours')
})

test.each([undefined, '', 7])('refuses %j as a draft', async (id) => {
  expect(reason(await request(id))).toBe('invalid-input')
  expect(reason(await request(id, guest))).toBe('not-for-guest')
})

test('the right is asked again', async () => {
  const { id } = await planned(rig)
  rig.groups['S0PAY'] = null
  expect(await request(id)).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  rig.groups['S0PAY'] = ['U0BEN']
  expect(reason(await request(id))).toBe('may-not-deploy')
  expect(await stored(rig, id)).toBeNull()
})

test('the lock is asked again, not of a rollback', async () => {
  await deployed(rig, aBuild('b'))
  const { id } = await planned(rig)
  const back = await planned(rig, { kind: 'rollback', version: aBuild('b').digest })
  const place = { project: 'payments', service: 'checkout', environment: 'prod' }
  await rig.lock({ actor: bob, input: { ...place, reason: 'odd', forMs: null } })
  expect(reason(await request(id))).toBe('locked')
  expect(await request(back.id)).toMatchObject({ ok: true })
})

test('clusters and the registry may be down: asking needs neither', async () => {
  const { id } = await planned(rig)
  rig.registry.down.answer = { outcome: 'unreachable', error: 'timeout' }
  for (const cluster of ['prod-kr', 'prod-us', 'prod-eu']) {
    rig.clusters.refusals.set(cluster, { reason: 'cluster-unreachable' })
  }
  expect(await request(id)).toMatchObject({ ok: true })
})
