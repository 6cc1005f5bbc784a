import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, NINE } from '../../../../harness/given.ts'
import { aBuild, approvalsOf, audited, builds, deployed, noticeOf, reason, requested } from '../given.ts'
import { bob, openRig, type Rig, type RigOptions } from '../rig.ts'
import { ALL_AT_ONCE, approved, fresh, go, held, lockOf, rolloutsOf, states, system } from './kit.ts'

let rig: Rig
beforeEach(() => open())
afterEach(() => rig.close())

async function open(options: RigOptions = {}) {
  rig = await openRig(options)
  await builds(rig, aBuild('a'), aBuild('b', { builtAt: NINE - 9 * MINUTE }))
}
async function reopen(options: RigOptions) {
  await rig.close()
  await open(options)
}

type As = 'succeeded' | 'failed'
async function end(record: { id: string }, region: string, as: As = 'succeeded') {
  const rollout = (await rolloutsOf(rig, record)).find((one) => one.region === region)
  const input = { rolloutId: rollout?.id, as, reason: as === 'failed' ? 'crash-loop' : null }
  return rig.endRollout({ actor: system, input })
}

async function rolledBack() {
  await deployed(rig, aBuild('b', { builtAt: NINE - 9 * MINUTE }))
  const back = await requested(rig, { kind: 'rollback', version: '1.0.b' })
  await go(rig, back)
  return back
}

test('a wave that succeeded leaves its locks and asks for the next', async () => {
  const record = await approved(rig)
  await go(rig, record)
  expect(await end(record, 'kr')).toMatchObject({ ok: true, value: { state: 'waiting-for-approval' } })
  expect(await held(rig, record)).toEqual([])
  expect(await approvalsOf(rig, record.id)).toMatchObject([
    { wave: 0, state: 'approved' },
    { wave: 1, state: 'waiting' },
  ])
  expect((await audited(rig, record.id)).at(-1)).toEqual(['end-rollout', 'succeeded'])
})

test('one that failed stops the later waves, and the owners hear of it', async () => {
  const record = await approved(rig)
  await go(rig, record)
  await end(record, 'kr', 'failed')
  expect(await states(rig, record)).toEqual({ kr: 'failed', us: 'stopped', eu: 'stopped' })
  expect(await fresh(rig, record.id)).toMatchObject({
    state: 'failed',
    reason: 'crash-loop',
    finishedAt: NINE,
  })
  expect(await noticeOf(rig, record.id, 'ended')).toMatchObject({
    payload: { news: 'failed', mentions: ['U0BOB', 'S0PAY'] },
  })
})

test('ended once: a second end is refused and changes nothing', async () => {
  const record = await approved(rig)
  await go(rig, record)
  await end(record, 'kr', 'failed')
  const before = await fresh(rig, record.id)
  expect(reason(await end(record, 'kr'))).toBe('deploy-failed')
  expect(await fresh(rig, record.id)).toEqual(before)
})

test('not for people, not for nonsense, not for what is unknown', async () => {
  const input = { rolloutId: 'none', as: 'failed', reason: null }
  expect(reason(await rig.endRollout({ actor: bob, input }))).toBe('not-for-people')
  expect(reason(await rig.endRollout({ actor: system, input: { ...input, as: 'gone' } }))).toBe(
    'invalid-input',
  )
  expect(reason(await rig.endRollout({ actor: system, input }))).toBe('deploy-unknown')
  expect(await audited(rig, 'none')).toEqual([['end-rollout', 'deploy-unknown']])
})

test('after a rollback the service is locked, but where somebody did so already', async () => {
  await reopen({ prod: ALL_AT_ONCE })
  const back = await rolledBack()
  await rig.store.transaction(async (tx) => {
    const key = 'payments/checkout/prod/us'
    const was = await tx.locks.get(key)
    const closed = { by: 'U0BEN', reason: 'smoke', since: NINE, expiresAt: NINE + MINUTE }
    await tx.locks.save(key, { ...was, closed, version: was.version + 1 }, was.version)
  })
  for (const region of ['kr', 'us', 'eu']) await end(back, region)
  expect((await fresh(rig, back.id)).state).toBe('succeeded')
  const reasons = await Promise.all(['kr', 'us', 'eu'].map((region) => lockOf(rig, region)))
  expect(reasons.map(({ closed }) => [closed?.by, closed?.reason, closed?.expiresAt])).toEqual([
    ['U0BOB', 'rolled back to 1.0.b', null],
    ['U0BEN', 'smoke', NINE + MINUTE],
    ['U0BOB', 'rolled back to 1.0.b', null],
  ])
  expect(await noticeOf(rig, back.id, 'locked')).not.toBeNull()
})

test('locked everywhere already: no lock is told', async () => {
  await reopen({ prod: ALL_AT_ONCE })
  const back = await rolledBack()
  const place = { project: 'payments', service: 'checkout', environment: 'prod' }
  await rig.lock({ actor: bob, input: { ...place, reason: 'smoke', forMs: null } })
  for (const region of ['kr', 'us', 'eu']) await end(back, region)
  expect((await lockOf(rig)).closed?.reason).toBe('smoke')
  expect(await noticeOf(rig, back.id, 'locked')).toBeNull()
})
