import { expect, test } from 'vitest'
import { auditList } from '../../src/views/audit-list.ts'
import { asText } from '../harness/as-text.ts'
import { NINE } from '../harness/given.ts'

const PERSON = { kind: 'person' as const, userId: 'U0FINN', membership: 'member' as const, isAdmin: false }
const BUDGET = { name: 'Payments', currency: 'USD' }
const WISH = {
  ...BUDGET,
  requestId: '01k0budgetrequest000000001',
  fromMicros: 4_000_000_000,
  toMicros: 5_000_000_000,
}

test.each([
  ['request-budget', 'requested', { ...WISH, reason: 'Black Friday' }],
  ['request-budget', 'not-your-budget', { ...BUDGET, toMicros: 5_000_000_000 }],
  ['approve-budget', 'approved', { ...WISH, approvalId: '01k0approval0000000000000b', planHash: 'f00d' }],
  ['approve-budget', 'voted', WISH],
  ['reject-budget', 'rejected', { ...WISH, reason: 'Not before December' }],
  ['withdraw-budget', 'withdrawn', WISH],
  // As many micro-units as a moment has milliseconds.
  ['set-budget', 'set', { ...BUDGET, monthlyMicros: 1_795_251_600_000, fromMicros: null }],
  ['remove-budget', 'removed', { ...BUDGET, monthlyMicros: 4_000_000_000 }],
  ['expire-budget-approval', 'expired', WISH],
])('the audit tells: %s, %s', (operation, outcome, details) => {
  const actor = operation.startsWith('expire') ? { kind: 'system' as const, job: 'expire-budget' } : PERSON
  const entry = { id: 7, at: NINE, actor, operation, subject: 'team:payments', outcome, details, seal: 'a1' }
  const shown = asText(auditList({ entries: [entry], more: false, filter: {} }, NINE))
  expect(shown).toMatchSnapshot()
  expect(shown).toContain('budget of `Payments`')
})
