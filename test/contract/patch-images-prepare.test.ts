import { describe, expect, test } from 'vitest'
import { REVISION_ANNOTATION } from '../../src/domain/rollout/deployment.ts'
import { CHECKOUT, checkout, setImage } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'
import { DIGEST, imageIn, PLACE, REPOSITORY, startDeployer, WANTED } from './patch-images-kit.ts'

describe('preparing a write', () => {
  test.each([
    ['Deployment', 'deployments', '2'],
    ['StatefulSet', 'statefulsets', expect.stringMatching(/^checkout-/)],
    ['DaemonSet', 'daemonsets', '2'],
  ] as const)('reads what a %s is like', async (kind, plural, revision) => {
    await using at = await startDeployer({ workloads: [{ ...checkout, kind }] })
    const { uid, resourceVersion, generation } =
      at.simulator.state.get(plural, 'payments', 'checkout')?.metadata ?? {}
    const prepared = await at.prepare(await at.changeNow())
    const before = { uid, generation, revision: revision as string, replicas: 3 }
    expect(prepared).toMatchObject({ outcome: 'ready', before, resourceVersion })
  })

  test('in the time of the cluster, whose clock is two minutes ahead', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    at.simulator.faults.clockSkewMs = 120_000
    const { clockAheadMs, before } = await at.ready(change)
    expect(Math.abs(clockAheadMs - 120_000)).toBeLessThan(3000)
    expect(Math.abs(before.readAt - at.clock.now() - 120_000)).toBeLessThan(3000)
  })

  test('refuses a workload that was deleted, recreated or renamed', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const refusal = { region: 'eu-1', service: 'checkout', workload: 'checkout' }
    expect(await at.prepare({ ...change, uid: 'of-the-one-before' })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'workload-recreated', details: refusal },
    })
    at.simulator.state.remove('deployments', 'payments', 'checkout')
    expect(await at.prepare(change)).toEqual({
      outcome: 'refused',
      refusal: { reason: 'workload-deleted', details: refusal },
    })
  })

  test('refuses what Argo CD took over since the plan', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    at.simulator.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, ({ metadata }) => {
      metadata.annotations = { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:payments/checkout' }
    })
    expect(await at.prepare(change)).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'managed-by-gitops', details: { tool: 'argo-cd', application: 'shop' } },
    })
  })

  test('refuses when the container is gone, or runs an image that the plan did not show', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    const [container] = change.containers
    if (!container) throw new Error('no container')
    expect(await at.prepare({ ...change, containers: [{ ...container, container: 'web' }] })).toMatchObject({
      refusal: { reason: 'container-not-found', details: { container: 'web' } },
    })
    await setImage(at.simulator, `${REPOSITORY}:1.2.0`)
    expect(await at.prepare(change)).toMatchObject({
      outcome: 'refused',
      refusal: {
        reason: 'plan-changed',
        details: { container: 'checkout', from: `${REPOSITORY}:1.1.0`, found: `${REPOSITORY}:1.2.0` },
      },
    })
  })

  test('refuses to take the image from a manager that the plan did not name', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    await setImage(at.simulator, `${REPOSITORY}:1.2.0`)
    await setImage(at.simulator, `${REPOSITORY}:1.1.0`)
    expect(await at.prepare(change)).toMatchObject({
      refusal: { reason: 'image-conflict', details: { managers: 'curl' } },
    })
  })

  test('adopts what runs the images already without our doing, as a rollout that changes no pods', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    await setImage(at.simulator, WANTED, CHECKOUT)
    const deployment = () => at.simulator.state.deployment('payments', 'checkout')
    await until('its revision', () => deployment()?.metadata.annotations?.[REVISION_ANNOTATION] === '3')
    const prepared = await at.prepare(change)
    expect(prepared).toMatchObject({
      outcome: 'adopted',
      record: { revisionBefore: '3', images: { checkout: WANTED }, uid: change.uid, memory: null },
    })
    expect(imageIn(at.simulator)).toContain(DIGEST)
  })

  test('adopts what an earlier deploy of ours wrote a moment ago, from the time of that write', async () => {
    await using at = await startDeployer()
    const { change, record } = await at.deploy()
    const prepared = await at.prepare(change)
    expect(prepared).toMatchObject({ outcome: 'adopted', record: { revisionBefore: null } })
    if (prepared.outcome !== 'adopted') return
    expect(Math.abs(prepared.record.startedAt - record.startedAt)).toBeLessThanOrEqual(1000)
  })

  test('an unknown cluster is refused', async () => {
    await using at = await startDeployer()
    const options = { stabilityMs: 1, deadlineMs: 1, before: null, now: 0 }
    const place = { ...PLACE, cluster: 'omega' }
    expect(await at.deployer.prepare(place, await at.changeNow(), options)).toMatchObject({
      refusal: { reason: 'cluster-unknown' },
    })
  })
})
