import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, audited, builds, cardOf, reason, requested, woken } from './given.ts'
import { admin, ben, bob, onCall, openRig, outsider, type Rig, guest } from './rig.ts'

let rig: Rig
beforeEach(async () => void (rig = await openRig()))
afterEach(() => rig.close())

const freeze = (actor: Actor = onCall, over: Record<string, unknown> = {}) =>
  rig.freeze({
    actor,
    input: { project: null, environment: 'prod', reason: 'sale', forMs: MINUTE, ...over },
  })
const lift = (freezeId: unknown, actor: Actor = onCall) => rig.lift({ actor, input: { freezeId } })
async function frozen(actor: Actor = onCall, over: Record<string, unknown> = {}) {
  const outcome = await freeze(actor, over)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

test('is kept with who and why, and audited', async () => {
  const one = await frozen()
  expect(one).toMatchObject({
    project: null,
    by: 'U0ONCALL',
    since: NINE,
    until: NINE + MINUTE,
    lifted: null,
  })
  expect(await rig.store.read((q) => q.freezes.active(NINE))).toEqual([one])
  expect(await audited(rig, one.id)).toEqual([['freeze-deploys', 'frozen']])
})

test.each([
  ['an admin, everything', admin, null, 'ok'],
  ['who is on call, everything', onCall, null, 'ok'],
  ['a deployer, everything', bob, null, 'may-not-freeze'],
  ['a deployer, his project', bob, 'payments', 'ok'],
  ['a deployer, another project', ben, 'search', 'may-not-freeze'],
  ['an outsider, a project', outsider, 'payments', 'may-not-freeze'],
  ['a guest, a project', guest, null, 'not-for-guest'],
])('%s (%#)', async (_who, actor, project, expected) => {
  expect(reason(await freeze(actor, { project }))).toBe(expected)
})

test('a group that Slack does not know now is a no with a retry, not for admins', async () => {
  rig.groups['SONCALL'] = null
  rig.groups['S0PAY'] = null
  expect(await freeze(onCall)).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  expect(reason(await freeze(bob, { project: 'payments' }))).toBe('membership-unknown')
  expect(await freeze(admin)).toMatchObject({ ok: true })
})

test.each([
  [{ reason: '' }, 'reason-needed'],
  [{ forMs: -1 }, 'invalid-input'],
  [{ environment: 'beta' }, 'environment-unknown'],
  [{ project: 'nobody' }, 'project-unknown'],
  [{ project: '' }, 'invalid-input'],
])('refuses %j: %s', async (over, expected) => {
  expect(reason(await freeze(admin, over))).toBe(expected)
})

test('what is frozen as long already is told, a longer one is another', async () => {
  await frozen()
  expect(await freeze()).toMatchObject({
    refusal: { reason: 'already-frozen', details: { by: 'U0ONCALL', reason: 'sale', until: NINE + MINUTE } },
  })
  expect(await freeze(onCall, { forMs: null })).toMatchObject({ ok: true })
  expect(reason(await freeze())).toBe('already-frozen')
  expect(await freeze(bob, { project: 'payments' })).toMatchObject({ ok: true })
})

test('open deploys say so on their cards, and go when it is lifted', async () => {
  await builds(rig, aBuild('a'))
  const record = await requested(rig)
  const alpha = await requested(rig, { environment: 'alpha' })
  await woken(rig)
  const one = await frozen()
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  expect(await cardOf(rig, alpha.id)).toMatchObject({ wantedVersion: 1 })
  expect(await woken(rig)).toEqual([])
  expect(await lift(one.id)).toMatchObject({ ok: true, value: { lifted: { by: 'U0ONCALL', at: NINE } } })
  expect(await woken(rig)).toEqual([record.id])
  expect(await rig.store.read((q) => q.freezes.active(NINE))).toEqual([])
  expect(await audited(rig, one.id)).toEqual([
    ['freeze-deploys', 'frozen'],
    ['lift-freeze', 'lifted'],
  ])
})

test('lifted by those who may freeze there and by who set it, though he may no more', async () => {
  const one = await frozen(bob, { project: 'payments' })
  rig.groups['S0PAY'] = ['U0BEN']
  expect(reason(await lift(one.id, outsider))).toBe('may-not-freeze')
  expect(await lift(one.id, bob)).toMatchObject({ ok: true })
  const two = await frozen(ben, { project: 'payments' })
  expect(await lift(two.id, onCall)).toMatchObject({ ok: true })
})

test('once: a second time, an end that passed and an unknown one are told', async () => {
  const one = await frozen()
  const outcomes = await Promise.all([lift(one.id), lift(one.id, admin)])
  expect(outcomes.map(reason).toSorted()).toEqual(['already-lifted', 'ok'])
  const two = await frozen(onCall, { forMs: 2 * MINUTE })
  rig.clock.now += 2 * MINUTE
  expect(await lift(two.id)).toMatchObject({
    refusal: { reason: 'already-lifted', details: { at: NINE + 2 * MINUTE } },
  })
  expect(reason(await lift('nothing'))).toBe('freeze-unknown')
  expect(reason(await lift(''))).toBe('invalid-input')
})
