import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { planHash } from '../../../../src/domain/deploys/plan.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, audited, builds, deployed, planned, reason, WISH } from './given.ts'
import { bob, digest, IMAGE, openRig, outsider, type Rig, guest } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'))
})
afterEach(() => rig.close())

const plan = (over: Record<string, unknown> = {}, actor: Actor = bob) =>
  rig.plan({ actor, input: { ...WISH, ...over } })

test('says what would change in every region, in the waves of policy, and keeps it', async () => {
  const draft = await planned(rig)
  expect(draft).toMatchObject({ kind: 'deploy', regions: 'all', requesterId: 'U0BOB', createdAt: NINE })
  expect(draft.release).toMatchObject({ digest: digest('a'), tag: '1.0.a', isVerified: true })
  expect(draft.plan.targets.map(({ region, cluster, wave }) => [region, cluster, wave])).toEqual([
    ['kr', 'prod-kr', 0],
    ['us', 'prod-us', 1],
    ['eu', 'prod-eu', 1],
  ])
  expect(draft.plan.targets[0]?.workloads[0]?.containers).toEqual([
    { container: 'checkout', from: `${IMAGE}@${digest('0')}`, to: `${IMAGE}@${digest('a')}` },
  ])
  expect(await rig.store.read((q) => q.drafts.get(draft.id))).toEqual(draft)
})

test('is audited with the hash of the plan and the image, refusals too', async () => {
  const draft = await planned(rig)
  const [entry] = await rig.store.read((q) => q.audit.ofSubject(draft.id))
  expect(entry).toMatchObject({
    operation: 'plan-deploy',
    outcome: 'planned',
    details: { planHash: planHash(draft.plan), release: `${IMAGE}@${digest('a')}` },
  })
  expect(entry?.isKept ?? false).toBe(false)
  await plan({}, outsider)
  expect(await audited(rig, 'payments/checkout/prod')).toEqual([['plan-deploy', 'may-not-deploy']])
})

test('numbers the waves as the deploy will have them', async () => {
  const { plan: one } = await planned(rig, { regions: ['eu'] })
  expect(one.targets.map(({ region, wave }) => [region, wave])).toEqual([['eu', 0]])
})

test('keeps to the clusters of the project', async () => {
  await rig.close()
  const projects = [{ namespace: 'payments', clusters: ['prod-us'], teamId: 'payments', services: [] }]
  rig = await openRig({ catalogue: { projects } })
  await builds(rig, aBuild('a'))
  const { plan: one } = await planned(rig)
  expect(one.targets.map(({ region, wave }) => [region, wave])).toEqual([['us', 0]])
  expect(await plan({ regions: ['kr'] })).toMatchObject({ refusal: { reason: 'region-unknown' } })
})

test.each([
  [{ project: 'nobody' }, 'project-unknown'],
  [{ environment: 'beta' }, 'environment-unknown'],
  [{ regions: ['mars'] }, 'region-unknown'],
  [{ regions: [] }, 'no-region'],
  [{ version: '9.9.9' }, 'version-unknown'],
  [{ version: 'not a version' }, 'version-unreadable'],
])('refuses %j: %s', async (over, expected) => {
  expect(reason(await plan(over))).toBe(expected)
  expect(rig.clusters.asked).toEqual([])
})

test.each([
  ['a kind', { kind: 'destroy' }],
  ['no service', { service: '' }],
  ['a number', { service: 7 }],
  ['an endless version', { version: 'x'.repeat(501) }],
  ['a word for regions', { regions: 'some' }],
])('refuses %s as input', async (_what, over) => {
  expect(reason(await plan(over))).toBe('invalid-input')
})

test('not by who may not deploy, nor by guests and machines', async () => {
  expect(reason(await plan({}, outsider))).toBe('may-not-deploy')
  expect(reason(await plan({}, guest))).toBe('not-for-guest')
  expect(reason(await plan({}, { kind: 'webhook', source: 'ci' }))).toBe('not-for-machines')
})

test('what Slack does not know now is a no with a retry', async () => {
  rig.groups['S0PAY'] = null
  expect(await plan()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
})

test('a cluster that does not answer, or says no, refuses the whole and is named', async () => {
  rig.clusters.refusals.set('prod-eu', { reason: 'cluster-unreachable', details: { cluster: 'prod-eu' } })
  expect(await plan()).toEqual({
    ok: false,
    refusal: { reason: 'cluster-unreachable', details: { region: 'eu', cluster: 'prod-eu' } },
  })
  expect(await plan({ regions: ['kr', 'us'] })).toMatchObject({ ok: true })
})

test('a region that has it already is told, and may be asked for alone: it is watched then', async () => {
  rig.clusters.images.set('prod-kr', `${IMAGE}@${digest('a')}`)
  const { plan: one } = await planned(rig)
  expect(one.targets[0]).toMatchObject({
    workloads: [],
    warnings: [{ warning: 'never-succeeded-earlier' }, { warning: 'no-change' }],
  })
  const alone = await planned(rig, { regions: ['kr'] })
  expect(alone).toMatchObject({ fromName: '1.0.a' })
  expect(alone.plan.targets).toMatchObject([
    {
      workloads: [],
      standing: [{ name: 'checkout' }],
      commits: [],
      warnings: [{}, { warning: 'no-change' }],
    },
  ])
})

test('closed by a person: no deploy, but a rollback', async () => {
  const [before] = [aBuild('b', { builtAt: NINE - 9 * MINUTE })]
  await builds(rig, before)
  await deployed(rig, before)
  const place = { project: 'payments', service: 'checkout', environment: 'prod' }
  await rig.lock({ actor: bob, input: { ...place, reason: 'odd figures', forMs: MINUTE } })
  expect(await plan()).toMatchObject({
    refusal: { reason: 'locked', details: { by: 'U0BOB', reason: 'odd figures', until: NINE + MINUTE } },
  })
  expect(await plan({ kind: 'rollback', version: before.digest })).toMatchObject({ ok: true })
  rig.clock.now += MINUTE
  expect(await plan()).toMatchObject({ ok: true })
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(plan()).rejects.toThrow(/clos|open/)
})
