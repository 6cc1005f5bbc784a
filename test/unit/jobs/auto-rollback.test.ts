import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeployRecord } from '../../../src/domain/deploys/deploy-record.ts'
import type { RolloutState } from '../../../src/domain/deploys/deploy.ts'
import type { ContainerChange, TargetPlan } from '../../../src/domain/deploys/plan.ts'
import { createAutoRollback } from '../../../src/jobs/auto-rollback.ts'
import { createPreviousVersions } from '../../../src/queries/previous-versions.ts'
import { MINUTE, NINE } from '../../harness/given.ts'
import { aBuild, builds, deployed, noticeOf, planned, reason } from '../operations/deploys/given.ts'
import { bob, digest, IMAGE, openRig, type Rig } from '../operations/deploys/rig.ts'

const good = aBuild('b', { builtAt: NINE - 9 * MINUTE })
const bad = aBuild('0', { builtAt: NINE - 5 * MINUTE })
const REGIONS = ['kr', 'us', 'eu']
const imageOf = (letter: string) => `${IMAGE}@${digest(letter)}`

let rig: Rig
let asked: unknown[]
beforeEach(async () => {
  rig = await openRig({ prod: { autoRollback: true } })
  asked = []
  await builds(rig, good, bad, aBuild('a'))
  await deployed(rig, good)
  for (const region of ['us', 'eu']) rig.clusters.images.set(`prod-${region}`, imageOf('b'))
})
afterEach(() => rig.close())

interface Failure {
  /** What ran before, by region. */
  from?: Record<string, string>
  standing?: string[]
  states?: RolloutState[]
  why?: string | null
  over?: Partial<DeployRecord>
}

/** The bad build crashed in kr, the two others never began. */
async function failed(given: Failure = {}): Promise<DeployRecord> {
  const { from = {}, standing = [], states = ['failed', 'stopped', 'stopped'], why = 'crash-loop' } = given
  const change = (containers: ContainerChange[]) => [
    { kind: 'Deployment', name: 'checkout', uid: 'u', managedBy: { kind: 'ours' }, containers } as const,
  ]
  const targets = REGIONS.map((region, index): TargetPlan => {
    const cluster = `prod-${region}`
    const target = { service: 'checkout', environment: 'prod', region, cluster, wave: Math.min(index, 1) }
    const told = { ...target, commits: null, warnings: [] }
    const to = imageOf('0')
    if (standing.includes(region)) {
      return { ...told, workloads: [], standing: change([{ container: 'checkout', from: to, to }]) }
    }
    const container = { container: 'checkout', from: from[region] ?? imageOf('b'), to }
    return { ...told, workloads: change([container]) }
  })
  const rollouts = REGIONS.map((region, index) => {
    const state = states[index] ?? 'stopped'
    const cause = state === 'failed' ? why : null
    return { id: `failed-${region}`, region, cluster: `prod-${region}`, state, reason: cause }
  })
  return deployed(rig, bad, {
    state: 'failed',
    requesterId: 'U0BOB',
    waves: [
      { name: 'first', approval: 'approved', rollouts: rollouts.slice(0, 1) },
      { name: 'rest', approval: 'waiting', rollouts: rollouts.slice(1) },
    ],
    plan: { project: 'payments', digest: bad.digest, targets },
    createdAt: NINE - 10 * MINUTE,
    finishedAt: NINE - MINUTE,
    ...given.over,
  })
}

function job(over: { request?: Rig['request'] } = {}) {
  const request = over.request ?? rig.request
  return createAutoRollback({
    store: rig.store,
    clock: { now: () => rig.clock.now },
    directory: rig.deps.directory,
    deployPolicy: rig.deps.deployPolicy,
    previousVersions: createPreviousVersions(rig.deps),
    planDeploy: rig.plan,
    requestDeploy: async (call) => {
      asked.push(call.input)
      return request(call)
    },
    logger: { info: () => undefined, warn: () => undefined },
  })
}

const factOf = ({ id }: DeployRecord) => rig.store.read((q) => q.facts.get(`auto-rollback:${id}`))
const setFact = ({ id }: DeployRecord, value: string) =>
  rig.store.transaction((tx) => tx.facts.set(`auto-rollback:${id}`, value))
const rollbacks = async () =>
  (await rig.store.read((q) => q.deploys.recent({}, 100))).filter(({ kind }) => kind === 'rollback')

async function expectNothing(record: DeployRecord, why: string, values: Record<string, unknown> = {}) {
  expect(await rollbacks()).toEqual([])
  expect(await factOf(record)).toBe(why)
  const notice = await noticeOf(rig, record.id, 'not-rolled-back')
  expect(notice?.payload).toMatchObject({
    news: 'not-rolled-back',
    values: { ...values, reason: why },
    mentions: ['U0BOB'],
  })
}

describe('a version that crashes', () => {
  test('is taken back to the one that ran before it, once', async () => {
    const record = await failed()
    await job()(record)
    await job()(record)
    const [back, ...more] = await rollbacks()
    expect(more).toEqual([])
    expect(back).toMatchObject({ undoes: record.id, requesterId: 'U0BOB', release: { digest: good.digest } })
    const changing = back?.plan.targets.filter(({ workloads }) => workloads.length > 0)
    expect(changing?.map(({ region }) => region)).toEqual(['kr'])
    expect(await factOf(record)).toBe(back?.id)
    expect(await noticeOf(rig, record.id, 'not-rolled-back')).toBeNull()
  })

  test('goes back to exactly what it replaced, not to what succeeded last', async () => {
    await deployed(rig, aBuild('a'))
    await job()(await failed())
    expect(await rollbacks()).toMatchObject([{ release: { digest: good.digest } }])
  })

  test('stays where policy does not say so, and so does a failed rollback', async () => {
    const rollback = await failed({ over: { kind: 'rollback' } })
    await job()(rollback)
    const elsewhere = await failed({ over: { environment: 'alpha' } })
    await job()(elsewhere)
    expect([await factOf(rollback), await factOf(elsewhere)]).toEqual([null, null])
    expect(asked).toEqual([])
  })
})

describe('killed on the way', () => {
  test('after the draft was noted, the same draft is asked for', async () => {
    const record = await failed()
    const draft = await planned(rig, { kind: 'rollback', version: good.digest })
    await setFact(record, `draft:${draft.id}`)
    await job()(record)
    expect(asked).toEqual([{ draftId: draft.id, ifNewest: record.id }])
    expect((await rollbacks()).map(({ id }) => id)).toEqual([draft.id])
    expect(await factOf(record)).toBe(draft.id)
  })

  test('the draft is noted before it is asked for', async () => {
    const record = await failed()
    const dying = async () => Promise.reject(new Error('killed'))
    await expect(job({ request: dying })(record)).rejects.toThrow('killed')
    const [first] = asked as { draftId: string }[]
    expect(await factOf(record)).toBe(`draft:${first?.draftId}`)
    await job()(record)
    expect((await rollbacks()).map(({ id }) => id)).toEqual([first?.draftId])
  })

  test('after it was asked for, nothing is asked again', async () => {
    const record = await failed()
    await job()(record)
    const [back] = await rollbacks()
    await setFact(record, `draft:${back?.id}`)
    asked = []
    await job()(record)
    expect(asked).toEqual([])
    expect(await factOf(record)).toBe(back?.id)
    expect(await rollbacks()).toHaveLength(1)
  })
})

test('a person who was faster has done it', async () => {
  const record = await failed()
  const draft = await planned(rig, { kind: 'rollback', version: good.digest })
  await rig.request({ actor: bob, input: { draftId: draft.id } })
  await job()(record)
  expect(asked).toEqual([])
  expect(await factOf(record)).toBe(draft.id)
})

describe('nothing is done, and the thread says why', () => {
  test('when a newer deploy began', async () => {
    const record = await failed()
    await deployed(rig, aBuild('a'), { createdAt: NINE - MINUTE })
    await job()(record)
    await expectNothing(record, 'newer-deploy', { version: '1.0.a' })
  })

  test('when another deploy is open', async () => {
    const record = await failed()
    await deployed(rig, aBuild('a'), { state: 'running', createdAt: NINE - MINUTE })
    await job()(record)
    await expectNothing(record, 'other-deploy-open', { by: 'U0BEN' })
  })

  test('when somebody deployed between the plan and the wish', async () => {
    const record = await failed()
    const late = async (call: Parameters<Rig['request']>[0]) => {
      await deployed(rig, aBuild('a'), { createdAt: NINE - MINUTE })
      return rig.request(call)
    }
    await job({ request: late })(record)
    await expectNothing(record, 'newer-deploy')
  })

  test('when it was put off and somebody deployed something newer meanwhile', async () => {
    const record = await failed()
    rig.clusters.refusals.set('prod-eu', { reason: 'cluster-unreachable' })
    await expect(job()(record)).rejects.toMatchObject({ retryAfterMs: 15_000 })
    expect(await factOf(record)).toBeNull()
    rig.clusters.refusals.clear()
    await deployed(rig, aBuild('a'), { createdAt: NINE - MINUTE })
    await job()(record)
    await expectNothing(record, 'newer-deploy')
  })

  test('when it was put off for too long', async () => {
    const record = await failed()
    rig.clock.now += 20 * MINUTE
    await job()(record)
    await expectNothing(record, 'too-late')
  })

  test('when the regions ran different versions', async () => {
    const record = await failed({ from: { us: imageOf('a') } })
    await job()(record)
    await expectNothing(record, 'versions-differ')
  })

  test('when a region ran the new version before', async () => {
    const record = await failed({ standing: ['us'] })
    await job()(record)
    await expectNothing(record, 'versions-differ')
  })

  test('when only a tag is known of what ran', async () => {
    const from = Object.fromEntries(REGIONS.map((region) => [region, `${IMAGE}:1.0.b`]))
    const record = await failed({ from })
    await job()(record)
    await expectNothing(record, 'digest-before-unknown')
  })

  test('when what ran never ran well', async () => {
    const from = Object.fromEntries(REGIONS.map((region) => [region, imageOf('c')]))
    const record = await failed({ from })
    await job()(record)
    await expectNothing(record, 'never-ran-before')
  })

  test.each([
    'changed-by-another',
    'workload-deleted',
    'scaled-to-zero',
    'unschedulable',
    'write-refused',
    null,
  ])('when it failed because of %s', async (why) => {
    const record = await failed({ why })
    await job()(record)
    await expectNothing(record, 'not-by-new-pods', { cause: why ?? 'unknown' })
  })

  test('when one of several regions failed for another reason', async () => {
    const record = await failed({ states: ['failed', 'failed', 'stopped'] })
    const { waves } = record
    const [first, rest] = waves
    const other = { ...rest!.rollouts[0]!, reason: 'quota-exceeded' }
    await job()({ ...record, waves: [first!, { ...rest!, rollouts: [other] }] })
    await expectNothing(record, 'not-by-new-pods', { cause: 'quota-exceeded' })
  })

  test('when somebody changed a region by hand', async () => {
    const record = await failed()
    rig.clusters.images.set('prod-kr', imageOf('c'))
    await job()(record)
    await expectNothing(record, 'changed-by-hand', { region: 'kr' })
  })

  test('when somebody changed a region by hand after the draft was noted', async () => {
    const record = await failed()
    const draft = await planned(rig, { kind: 'rollback', version: good.digest })
    await setFact(record, `draft:${draft.id}`)
    rig.clusters.images.set('prod-kr', imageOf('c'))
    await job()(record)
    await expectNothing(record, 'changed-by-hand')
  })

  test('when its version runs in a region that it did not touch', async () => {
    rig.clusters.images.set('prod-us', imageOf('0'))
    const record = await failed()
    await job()(record)
    await expectNothing(record, 'runs-elsewhere', { region: 'us' })
  })

  test('when the requester may not roll back any more', async () => {
    const record = await failed()
    rig.groups['S0PAY'] = []
    await job()(record)
    await expectNothing(record, 'may-not-roll-back')
  })
})

test('while Slack cannot say who is in the group it is put off', async () => {
  const record = await failed()
  rig.groups['S0PAY'] = null
  await expect(job()(record)).rejects.toThrow('membership-unknown')
  expect([await factOf(record), await noticeOf(rig, record.id, 'not-rolled-back')]).toEqual([null, null])
  rig.groups['S0PAY'] = ['U0BOB']
  await job()(record)
  expect(await rollbacks()).toHaveLength(1)
})

test('asking only while it is the newest needs that deploy', async () => {
  await failed()
  const draft = await planned(rig, { kind: 'rollback', version: good.digest })
  const outcome = await rig.request({ actor: bob, input: { draftId: draft.id, ifNewest: 'another' } })
  expect(reason(outcome)).toBe('newer-deploy')
})
