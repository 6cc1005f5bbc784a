import { expect, test } from 'vitest'
import { planHash } from '../../../src/domain/deploys/plan.ts'
import { planTarget } from '../../../src/domain/deploys/target-plan.ts'
import { digest } from './a-build.ts'
import { aTarget, aWorkload, IMAGE, targetFacts } from './a-workload.ts'

const image = `${IMAGE}@${digest('a')}`
const running = aWorkload()
const standing = {
  ...running,
  metadata: { ...running.metadata, name: 'checkout-worker', uid: 'another' },
  spec: { ...running.spec, template: { spec: { containers: [{ name: 'checkout', image }] } } },
}

test('what carries the version already is no change, but stands beside the changes to be judged', () => {
  const planned = planTarget(targetFacts({ workloads: [running, standing] }))
  if (!planned.ok) throw new Error(planned.refusal.reason)
  expect(planned.value.workloads.map(({ name }) => name)).toEqual([running.metadata.name])
  expect(planned.value.standing).toMatchObject([
    { name: 'checkout-worker', containers: [{ container: 'checkout', from: image, to: image }] },
  ])
})

test('a target of which everything stands says that nothing changes', () => {
  const planned = planTarget(targetFacts({ workloads: [standing] }))
  expect(planned).toMatchObject({
    ok: true,
    value: { workloads: [], standing: [{ name: 'checkout-worker' }] },
  })
})

test('approvals are not bound to what stands', () => {
  const planned = planTarget(targetFacts({ workloads: [standing] }))
  const [change] = planned.ok ? (planned.value.standing ?? []) : []
  const hash = (more: object) =>
    planHash({ project: 'payments', digest: digest('a'), targets: [aTarget(more)] })
  expect(hash({ standing: [change] })).toBe(hash({}))
})
