import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepApproval, type ApprovalEvent } from '../../../src/domain/approval.ts'
import { anApproval } from './an-approval.ts'

const person = fc.constantFrom('UALICE', 'UBOB', 'UCAROL', 'UDAVE')
const plan = fc.constantFrom('p0', 'p1', 'p2')
const event: fc.Arbitrary<ApprovalEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ event: fc.constant('approve' as const), userId: person, planHash: plan }),
  },
  fc.record({ event: fc.constant('reject' as const), userId: person, reason: fc.constant('no') }),
  fc.record({ event: fc.constant('withdraw' as const), userId: person }),
  { weight: 2, arbitrary: fc.record({ event: fc.constant('plan-changed' as const), planHash: plan }) },
  fc.constant({ event: 'time-passed' as const }),
)
/** Somebody acts on what they read `lag` changes ago, and tries again once when told to. */
const move = fc.record({ event, lag: fc.nat(2), isDouble: fc.boolean(), afterMs: fc.nat(12) })
const rules = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  requesterMay: fc.boolean(),
  authorMay: fc.boolean(),
})

test('any order of clicks ends in at most one decision, by different allowed people, for the plan as it is', () => {
  fc.assert(
    fc.property(rules, fc.array(move, { maxLength: 40 }), (rule, moves) => {
      let stored = anApproval(rule)
      let now = 0
      let decisions = 0
      const clicks = moves.flatMap((one) => (one.isDouble ? [one, { ...one, afterMs: 0 }] : [one]))
      // At last time is over: nothing waits for ever.
      for (const click of [...clicks, { event: { event: 'time-passed' as const }, lag: 0, afterMs: 1000 }]) {
        now += click.afterMs
        for (const seen of [stored.version - click.lag, stored.version]) {
          const before = stored
          const next = stepApproval(stored, click.event, { seen, now })
          if (!next.ok && next.refusal.reason === 'changed-meanwhile') continue
          if (next.ok) stored = next.value.approval
          if (before.state !== 'waiting') expect(stored).toBe(before)
          if (before.state === 'waiting' && stored.state !== 'waiting') decisions++
          if (stored !== before) expect(stored.version).toBe(before.version + 1)
          break
        }
        const voters = stored.votes.map(({ userId }) => userId)
        expect(new Set(voters).size).toBe(voters.length)
        expect(stored.votes.every(({ planHash }) => planHash === stored.planHash)).toBe(true)
        if (!rule.requesterMay) expect(voters).not.toContain('UBOB')
        if (!rule.authorMay) expect(voters).not.toContain('UCAROL')
        expect(stored.state === 'approved').toBe(voters.length >= rule.count)
      }
      expect(decisions).toBe(1)
    }),
    { numRuns: 1000 },
  )
})
