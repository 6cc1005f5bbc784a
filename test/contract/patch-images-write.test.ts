import { describe, expect, test } from 'vitest'
import { CHECKOUT, checkout, setImage } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'
import { DIGEST, imageIn, REPOSITORY, SETTINGS, startDeployer, WANTED } from './patch-images-kit.ts'

describe('writing images', () => {
  test('takes the field over as the plan says, and records what the answer showed', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    const written = await at.write(change, prepared)
    expect(written).toMatchObject({
      outcome: 'written',
      record: {
        uid: change.uid,
        generation: prepared.before.generation + 1,
        revisionBefore: '2',
        revision: null,
        templateHash: null,
        images: { checkout: WANTED },
        ...SETTINGS,
        memory: null,
      },
    })
    expect(imageIn(at.simulator)).toBe(WANTED)
    const { managedFields } = at.simulator.state.deployment('payments', 'checkout')?.metadata ?? {}
    expect(managedFields?.map(({ manager }) => manager)).toContain('coxswain')
    if (written.outcome !== 'written') return
    expect(Math.abs(written.record.startedAt - at.clock.now())).toBeLessThan(3000)
  })

  test('starts in the time of a cluster whose clock is ahead', async () => {
    await using at = await startDeployer()
    at.simulator.faults.clockSkewMs = 600_000
    const { record, clockAheadMs } = await at.deploy()
    expect(Math.abs(clockAheadMs - 600_000)).toBeLessThan(3000)
    expect(Math.abs(record.startedAt - at.clock.now() - 600_000)).toBeLessThan(3000)
  })

  test('writes several containers at once and leaves the others alone', async () => {
    const sidecars = [
      { name: 'proxy', image: 'registry.example.test/proxy:1' },
      { name: 'jobs', image: `${REPOSITORY}:0.9` },
    ]
    await using at = await startDeployer({ workloads: [{ ...checkout, sidecars }] })
    const { record } = await at.deploy()
    expect(record.images).toEqual({ checkout: WANTED, jobs: WANTED })
    expect(imageIn(at.simulator, 'checkout', 'proxy')).toBe('registry.example.test/proxy:1')
  })

  test('a change between reading and writing: again at once, and the next attempt stands', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    at.simulator.state.edit(
      'deployments',
      { namespace: 'payments', name: 'checkout', manager: 'kube-controller-manager' },
      ({ spec }) => void (spec.replicas = 5),
    )
    expect(await at.write(change, prepared)).toMatchObject({ outcome: 'again', afterMs: 0, code: 'conflict' })
    // Status writes go on for a while, and each is such a change.
    await until(
      'it stands',
      async () => (await at.write(change, await at.ready(change))).outcome === 'written',
    )
    expect(at.simulator.state.deployment('payments', 'checkout')?.spec.replicas).toBe(5)
  })

  test('the field of another manager is not forced when the plan did not say so', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    expect(await at.write({ ...change, managedBy: { kind: 'ours' } }, prepared)).toEqual({
      outcome: 'refused',
      refusal: {
        reason: 'image-conflict',
        details: {
          region: 'eu-1',
          service: 'checkout',
          workload: 'checkout',
          managers: 'kubectl-client-side-apply',
        },
      },
    })
    expect(imageIn(at.simulator)).not.toContain(DIGEST)
  })

  test('content that the server does not take is refused with its words', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    const containers = change.containers.map((container) => ({ ...container, to: '' }))
    expect(await at.write({ ...change, containers }, prepared)).toMatchObject({
      outcome: 'refused',
      refusal: {
        reason: 'write-refused',
        details: { details: expect.stringContaining('Required value') as string },
      },
    })
  })

  test('troubles of the cluster', async () => {
    await using at = await startDeployer()
    const { faults } = at.simulator
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    faults.forbidden = [{ verb: 'patch', resource: 'deployments' }]
    const details = { cluster: 'alpha', region: 'eu-1', verb: 'patch', resource: 'deployments' }
    expect(await at.write(change, prepared)).toEqual({
      outcome: 'refused',
      refusal: { reason: 'cluster-forbidden', details },
    })
    faults.forbidden = []
    faults.unauthorized = true
    expect(await at.write(change, prepared)).toMatchObject(again(15_000, 'cluster-unauthorized'))
    expect(await at.prepare(change)).toMatchObject(again(15_000, 'cluster-unauthorized'))
    faults.unauthorized = false
    faults.tooManyRequests = { count: 1, retryAfterSeconds: 7 }
    expect(await at.write(change, prepared)).toMatchObject(again(7000, 'cluster-limited'))
    faults.unreachable = true
    expect(await at.write(change, prepared)).toMatchObject(again(5000, 'cluster-unreachable'))
    expect(await at.prepare(change)).toMatchObject(again(5000, 'cluster-unreachable'))
    faults.unreachable = false
    expect(imageIn(at.simulator)).not.toContain(DIGEST)
    expect(await at.write(change, prepared)).toMatchObject({ outcome: 'written' })
  })
})

describe('a write whose answer was lost', () => {
  test('is adopted with what was read before it, and not repeated', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    at.simulator.faults.lostAnswers = 1
    expect(await at.write(change, prepared)).toMatchObject(again(5000, 'cluster-unreachable'))
    const adopted = await at.prepare(change, prepared.before)
    expect(adopted).toMatchObject({
      outcome: 'adopted',
      record: {
        uid: change.uid,
        generation: prepared.before.generation + 1,
        revisionBefore: '2',
        images: { checkout: WANTED },
      },
    })
    if (adopted.outcome !== 'adopted') return
    const { startedAt } = adopted.record
    expect(startedAt).toBeGreaterThanOrEqual(prepared.before.readAt)
    expect(startedAt - prepared.before.readAt).toBeLessThan(5000)
  })

  test('that did not reach the server is written again', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    at.simulator.faults.serverErrors = 1
    expect(await at.write(change, prepared)).toMatchObject(again(5000, 'cluster-unreachable'))
    expect(await at.prepare(change, prepared.before)).toMatchObject({ outcome: 'ready' })
  })

  test('and that somebody overwrote meanwhile is a changed plan', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const prepared = await at.ready(change)
    at.simulator.faults.lostAnswers = 1
    await at.write(change, prepared)
    await setImage(at.simulator, `${REPOSITORY}:9`, CHECKOUT)
    expect(await at.prepare(change, prepared.before)).toMatchObject({
      refusal: { reason: 'plan-changed', details: { found: `${REPOSITORY}:9` } },
    })
  })
})

function again(afterMs: number, code: string) {
  return { outcome: 'again', afterMs, code }
}
