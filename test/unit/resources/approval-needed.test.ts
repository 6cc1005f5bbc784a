import { expect, test } from 'vitest'
import type { ApprovalRule } from '../../../src/domain/approval-rule.ts'
import { approvalNeeded } from '../../../src/domain/resources/approval-needed.ts'
import type { ChangeVerb } from '../../../src/domain/resources/change.ts'
import { anEnvironment } from './a-redis.ts'

const rule: ApprovalRule = { count: 1, from: [], requesterMay: false, authorMay: true, expiresMs: 1 }
const deletionRule = { ...rule, count: 2 }

const environment = (over: number | null) =>
  anEnvironment({
    approval: { ...rule, monthlyOverMicros: over },
    deletion: { approval: deletionRule, finalSnapshot: true },
  })
const costs = (micros: number) => ({ micros, currency: 'USD', asOf: 1 }) as const

test.each<[ChangeVerb, number | null, number | null, ApprovalRule | null]>([
  ['create', null, 1, rule],
  ['create', null, null, rule],
  ['create', 200_000_000, 200_000_000, null],
  ['create', 200_000_000, 200_000_001, rule],
  ['modify', 200_000_000, 1, null],
  ['modify', 200_000_000, null, rule],
  ['modify', 0, 0, null],
  ['delete', 200_000_000, 1, deletionRule],
])('%s with the limit %s at the price %s', (verb, limit, micros, expected) => {
  const price = micros === null ? null : costs(micros)
  expect(approvalNeeded({ environment: environment(limit), verb, price })).toEqual(expected)
})

test('nobody is asked where policy says nothing', () => {
  for (const verb of ['create', 'modify', 'delete'] as const) {
    expect(approvalNeeded({ environment: anEnvironment(), verb, price: null })).toBeNull()
  }
})
