import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WAIVABLE_RULES, type PolicyException } from '../../../src/domain/deploys/deploy-policy.ts'
import { effectivePolicy } from '../../../src/domain/deploys/effective-policy.ts'
import { anEnvironment, aPolicy } from './a-policy.ts'

const prod = { project: 'payments', environment: 'prod' }
const exception: PolicyException = {
  id: 'x1',
  ...prod,
  rule: 'approval',
  owner: 'UALICE',
  reason: 'ships by itself',
  expiresAt: 100,
}

describe('what holds', () => {
  test('company defaults', () => {
    expect(effectivePolicy(aPolicy(), prod, 0)).toEqual({
      ok: true,
      value: { ...anEnvironment(), exceptions: [] },
    })
  })

  test("the project's own over them", () => {
    const policy = aPolicy({ overrides: { payments: { prod: { stabilityMs: 5 } } } })
    expect(effectivePolicy(policy, prod, 0)).toMatchObject({ value: { stabilityMs: 5, autoRollback: false } })
    expect(effectivePolicy(policy, { ...prod, project: 'other' }, 0)).toMatchObject({
      value: { stabilityMs: 60_000 },
    })
  })

  test.each(['constructor', '__proto__'])('a project called %s has none of its own', (project) => {
    expect(effectivePolicy(aPolicy(), { ...prod, project }, 0)).toMatchObject({ value: { name: 'prod' } })
  })

  test('an unknown environment is refused', () => {
    expect(effectivePolicy(aPolicy(), { ...prod, environment: 'beta' }, 0)).toMatchObject({
      refusal: { reason: 'environment-unknown' },
    })
  })

  test('an exception until its end, with its reason', () => {
    const policy = aPolicy({ exceptions: [exception] })
    expect(effectivePolicy(policy, prod, 99)).toMatchObject({
      value: { approval: null, exceptions: [exception] },
    })
    expect(effectivePolicy(policy, prod, 100)).toMatchObject({
      value: { approval: { count: 2 }, exceptions: [] },
    })
  })
})

describe('property', () => {
  test('an exception widens its own rule, project and environment, and nothing else', () => {
    const some = fc.record({
      project: fc.constantFrom('payments', 'other'),
      environment: fc.constantFrom('alpha', 'prod'),
      rule: fc.constantFrom(...WAIVABLE_RULES),
      expiresAt: fc.option(fc.nat(200)),
    })
    fc.assert(
      fc.property(fc.array(some), some, fc.nat(200), (others, given, now) => {
        const before = others.map((one) => ({ ...exception, ...one }))
        const added = { ...exception, ...given, id: 'x2' }
        for (const project of ['payments', 'other']) {
          for (const environment of ['alpha', 'prod']) {
            const place = { project, environment }
            const was = effectivePolicy(aPolicy({ exceptions: before }), place, now)
            const is = effectivePolicy(aPolicy({ exceptions: [...before, added] }), place, now)
            if (!was.ok || !is.ok) throw new Error('unknown environment')
            const { exceptions: _had, ...old } = was.value
            const { exceptions: _has, ...next } = is.value
            const holds = added.expiresAt === null || now < added.expiresAt
            const isHere = added.project === project && added.environment === environment && holds
            const open = {
              approval: { approval: null },
              promotion: { promotion: null },
              freeze: { freezes: [] },
            }
            expect(next).toEqual(isHere ? { ...old, ...open[added.rule] } : old)
          }
        }
      }),
    )
  })
})
