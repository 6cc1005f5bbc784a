import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { targetKey } from '../../../../src/domain/deploys/deploy-record.ts'
import { askLock } from '../../../../src/domain/deploys/lock.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, audited, builds, cardOf, reason, requested, woken } from './given.ts'
import { admin, ben, bob, onCall, openRig, outsider, person, type Rig, guest } from './rig.ts'

const place = { project: 'payments', service: 'checkout', environment: 'prod' }

let rig: Rig
beforeEach(async () => void (rig = await openRig()))
afterEach(() => rig.close())

const lock = (actor: Actor = ben, over: Record<string, unknown> = {}) =>
  rig.lock({ actor, input: { ...place, reason: 'odd figures', forMs: null, ...over } })
const unlock = (actor: Actor = bob, over: Record<string, unknown> = {}) =>
  rig.unlock({ actor, input: { ...place, ...over } })
const lockOf = (region: string) => rig.store.read((q) => q.locks.get(targetKey({ ...place, region })))

test('closes every region, for everybody to read, and is audited', async () => {
  expect(await lock(ben, { forMs: MINUTE })).toEqual({
    ok: true,
    value: { regions: ['kr', 'us', 'eu'], until: NINE + MINUTE },
  })
  for (const region of ['kr', 'us', 'eu']) {
    expect((await lockOf(region)).closed).toEqual({
      by: 'U0BEN',
      reason: 'odd figures',
      since: NINE,
      expiresAt: NINE + MINUTE,
    })
  }
  const [entry] = await rig.store.read((q) => q.audit.ofSubject('payments/checkout/prod'))
  expect(entry).toMatchObject({
    operation: 'lock-service',
    outcome: 'locked',
    details: { reason: 'odd figures', until: NINE + MINUTE, regions: ['kr', 'us', 'eu'] },
  })
})

test('an open deploy says so on its card and looks again when it is over', async () => {
  await builds(rig, aBuild('a'))
  const record = await requested(rig)
  await woken(rig)
  await lock(ben, { forMs: MINUTE })
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  expect(await woken(rig)).toEqual([])
  rig.clock.now += MINUTE
  expect(await woken(rig)).toEqual([record.id])
})

test.each([
  [{ reason: ' ' }, 'reason-needed'],
  [{ forMs: 0 }, 'invalid-input'],
  [{ forMs: 'an hour' }, 'invalid-input'],
  [{ service: '' }, 'invalid-input'],
  [{ project: 'nobody' }, 'project-unknown'],
  [{ environment: 'beta' }, 'environment-unknown'],
])('refuses to lock %j: %s', async (over, expected) => {
  expect(reason(await lock(ben, over))).toBe(expected)
})

test.each([
  ['who may deploy there', bob, 'ok'],
  ['who is on call', onCall, 'ok'],
  ['an admin', admin, 'ok'],
  ['a member of another team', outsider, 'may-not-lock'],
  ['a guest', guest, 'not-for-guest'],
])('locked by %s: %s', async (_who, actor, expected) => {
  expect(reason(await lock(actor))).toBe(expected)
  expect((await lockOf('kr')).closed === null).toBe(expected !== 'ok')
})

test('a group that Slack does not know now is a no with a retry', async () => {
  rig.groups['S0PAY'] = null
  expect(await lock()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
})

test('what somebody else locked stays theirs, my own gets another reason', async () => {
  await lock(ben)
  expect(await lock(bob)).toMatchObject({
    refusal: { reason: 'already-locked', details: { by: 'U0BEN', reason: 'odd figures', until: null } },
  })
  expect(await lock(ben, { reason: 'worse' })).toMatchObject({ ok: true })
  expect((await lockOf('us')).closed?.reason).toBe('worse')
})

test('unlocked by who may: open in every region, and who waited is woken', async () => {
  await builds(rig, aBuild('a'))
  const record = await requested(rig)
  await lock()
  await woken(rig)
  expect(await unlock()).toEqual({ ok: true, value: { regions: ['kr', 'us', 'eu'] } })
  expect((await lockOf('kr')).closed).toBeNull()
  expect(await woken(rig)).toEqual([record.id])
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 3 })
  expect(await audited(rig, 'payments/checkout/prod')).toEqual([
    ['lock-service', 'locked'],
    ['unlock-service', 'unlocked'],
  ])
})

test('the first in line holds it then', async () => {
  await builds(rig, aBuild('a'))
  const record = await requested(rig)
  const id = record.waves[0]?.rollouts[0]?.id ?? ''
  const key = targetKey({ ...place, region: 'kr' })
  await rig.store.transaction(async (tx) => {
    const was = await tx.locks.get(key)
    const wish = { id, kind: 'deploy' as const, requesterId: 'U0BOB', reason: 'x' }
    const held = { ...wish, id: 'gone', since: NINE, expiresAt: NINE + MINUTE }
    const asked = askLock({ ...was, holder: held, fence: 1 }, wish, { now: NINE, leaseMs: MINUTE })
    if (asked.ok) await tx.locks.save(key, { ...asked.value.lock, holder: null, version: 1 }, was.version)
  })
  await lock()
  await unlock()
  expect((await lockOf('kr')).holder).toMatchObject({ id })
  expect((await lockOf('us')).holder).toBeNull()
})

test('not unlocked by others, by machines, nor when Slack does not know', async () => {
  await lock()
  expect(reason(await unlock(outsider))).toBe('may-not-unlock')
  expect(reason(await unlock(guest))).toBe('not-for-guest')
  expect(reason(await unlock(person('U0BOB'), { service: 7 }))).toBe('invalid-input')
  rig.groups['S0PAY'] = null
  expect(await unlock()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  expect((await lockOf('kr')).closed).not.toBeNull()
})

test('what is not locked is told', async () => {
  expect(reason(await unlock())).toBe('not-locked')
  await lock()
  const outcomes = await Promise.all([unlock(), unlock(ben)])
  expect(outcomes.map(reason).toSorted()).toEqual(['not-locked', 'ok'])
})
