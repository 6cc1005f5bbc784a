import { describe, expect, test } from 'vitest'
import { checkout } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'
import { DIGEST, endOf, lookUntil, PLACE, startDeployer } from './patch-images-kit.ts'

const nothing = () => {}

describe('a rollout that is watched', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet'] as const)(
    'of a %s goes to its end, told of by its uid',
    async (kind) => {
      await using at = await startDeployer({ workloads: [{ ...checkout, kind, replicas: 2 }] })
      const told: string[] = []
      const watch = at.deployer.watch(PLACE, (uid) => told.push(uid))
      const deployed = await at.deploy()
      const { verdict, phases } = await endOf(watch, deployed, at.clock)
      expect(verdict).toMatchObject({ phase: 'succeeded', isServing: true, reasons: [] })
      expect(verdict.progress).toMatchObject({ oldRunning: 0 })
      expect(phases.at(-2)).toBe('stabilizing')
      expect(told).toContain(deployed.change.uid)
      expect(verdict.notes).not.toContainEqual({ code: 'no-pods-changed' })
    },
  )

  test('that crashes fails with its reason and its last words, redacted', async () => {
    await using at = await startDeployer()
    at.simulator.faults.images.set(DIGEST, 'crash')
    const watch = at.deployer.watch(PLACE, nothing)
    const { verdict } = await endOf(watch, await at.deploy(), at.clock)
    expect(verdict).toMatchObject({ phase: 'failed', isServing: false })
    expect(verdict.oldServing).toBeGreaterThan(0)
    const [reason] = verdict.reasons
    expect(reason).toMatchObject({ code: 'crash-loop', container: 'checkout' })
    if (!reason?.logs) throw new Error('no logs to read')
    const lines = await at.deployer.logs(PLACE, reason.logs)
    expect(lines?.join('\n')).toMatch(/\S/)
    expect(lines?.length).toBeLessThanOrEqual(20)
  })

  test('that changed no pod says so', async () => {
    await using at = await startDeployer()
    const change = await at.changeNow()
    at.simulator.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, ({ spec }) => {
      const [container] = spec.template.spec.containers
      if (container) container.image = change.containers[0]?.to ?? ''
    })
    const settled = () => at.simulator.state.deployment('payments', 'checkout')?.status.observedGeneration
    await until('the controller', () => settled() === 3)
    const prepared = await at.prepare(change)
    if (prepared.outcome !== 'adopted') throw new Error(prepared.outcome)
    const watch = at.deployer.watch(PLACE, nothing)
    const { verdict } = await endOf(watch, { change, ...prepared }, at.clock)
    expect(verdict.phase).toBe('succeeded')
    expect(verdict.notes).toContainEqual({ code: 'no-pods-changed' })
  })

  test('of an object that is deleted and made again fails', async () => {
    await using at = await startDeployer()
    const watch = at.deployer.watch(PLACE, nothing)
    const deployed = await at.deploy()
    const isIt = (look: { outcome: string }) => look.outcome === 'judged'
    await lookUntil(watch, deployed, { clock: at.clock, isIt })
    at.simulator.state.remove('deployments', 'payments', 'checkout')
    const { verdict } = await endOf(watch, deployed, at.clock)
    expect(verdict).toMatchObject({ phase: 'failed', reasons: [{ code: 'workload-deleted' }] })
  })

  test('in a cluster whose clock is an hour ahead is judged in its time', async () => {
    await using at = await startDeployer()
    at.simulator.faults.clockSkewMs = 3_600_000
    const watch = at.deployer.watch(PLACE, nothing)
    const { verdict } = await endOf(watch, await at.deploy(), at.clock)
    expect(verdict).toMatchObject({ phase: 'succeeded', notes: [] })
    expect(verdict.memory.lastProgressAt - at.clock.now()).toBeGreaterThan(3_590_000)
  })

  test('tells of the autoscaler beside the verdict', async () => {
    const autoscaler = { namespace: 'payments', name: 'checkout', target: 'checkout' }
    await using at = await startDeployer({
      autoscalers: [{ ...autoscaler, minReplicas: 2, maxReplicas: 3 }],
    })
    const watch = at.deployer.watch(PLACE, nothing)
    const { verdict } = await endOf(watch, await at.deploy(), at.clock)
    expect(verdict.notes).toContainEqual({ code: 'autoscaled', min: 2, max: 3, atMax: true })
  })
})

describe('logs', () => {
  test('of the present run when there is none before it, and null for no such pod', async () => {
    await using at = await startDeployer()
    const pod = at.simulator.state.pods('payments')[0]?.metadata.name ?? ''
    const wanted = { pod, container: 'checkout', previous: false }
    expect(await at.deployer.logs(PLACE, wanted)).toEqual(
      expect.arrayContaining([expect.stringMatching(/\S/)]) as string[],
    )
    expect(await at.deployer.logs(PLACE, { ...wanted, pod: 'gone' })).toBeNull()
    expect(await at.deployer.logs({ ...PLACE, cluster: 'omega' }, wanted)).toBeNull()
  })
})
