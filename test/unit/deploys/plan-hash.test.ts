import { expect, test } from 'vitest'
import { diffPlans } from '../../../src/domain/deploys/diff-plans.ts'
import { planHash, type Plan, type WorkloadChange } from '../../../src/domain/deploys/plan.ts'
import { digest } from './a-build.ts'
import { aTarget } from './a-workload.ts'

const us = aTarget({ region: 'us', cluster: 'prod-us', wave: 1 })
const plan: Plan = { project: 'payments', digest: digest('a'), targets: [aTarget(), us] }
const change = (over: Partial<WorkloadChange>): Plan => ({
  ...plan,
  targets: [aTarget({ workloads: aTarget().workloads.map((one) => ({ ...one, ...over })) }), us],
})

test('the same plan in another order is the same plan', () => {
  expect(planHash(plan)).toMatch(/^[0-9a-f]{64}$/)
  expect(planHash({ targets: plan.targets.toReversed(), digest: plan.digest, project: plan.project })).toBe(
    planHash(plan),
  )
})

test('what is only told beside it changes nothing', () => {
  const told = aTarget({ commits: ['x'], warnings: [{ warning: 'single-replica', workload: 'checkout' }] })
  expect(diffPlans(plan, { ...plan, targets: [told, us] })).toEqual([])
})

test.each<[string, Plan]>([
  ['version', { ...plan, digest: digest('b') }],
  ['project', { ...plan, project: 'other' }],
  ['target-removed', { ...plan, targets: [us] }],
  ['target-added', { ...plan, targets: [...plan.targets, aTarget({ region: 'eu' })] }],
  ['target-moved', { ...plan, targets: [aTarget({ wave: 1 }), us] }],
  ['target-moved', { ...plan, targets: [aTarget({ cluster: 'other' }), us] }],
  ['workload-removed', { ...plan, targets: [aTarget({ workloads: [] }), us] }],
  ['workload-changed', change({ uid: 'u2' })],
  ['workload-changed', change({ containers: [] })],
  ['workload-changed', change({ managedBy: { kind: 'takeover', managers: ['helm'] } })],
])('another plan and why: %s', (difference, after) => {
  expect(planHash(after)).not.toBe(planHash(plan))
  expect(diffPlans(plan, after)).toMatchObject([{ difference }])
})
