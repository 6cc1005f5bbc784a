import * as fc from 'fast-check'
import type { Actor } from '../../../../src/domain/actor.ts'
import { bob, dana, erin } from './rig.ts'

const system: Actor = { kind: 'system', job: 'reconcile-deploy' }

export interface Click {
  does: 'approve' | 'reject' | 'withdraw' | 'expire'
  by: Actor
}

/** What happens at the same time; between two rounds time may pass. */
export interface Round {
  clicks: { click: Click; isDouble: boolean }[]
  afterMs: number
}

const click: fc.Arbitrary<Click> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('approve' as const), by: fc.constantFrom(dana, erin) }),
  },
  fc.record({ does: fc.constant('reject' as const), by: fc.constantFrom(dana, erin) }),
  fc.record({ does: fc.constant('withdraw' as const), by: fc.constant(bob) }),
  fc.record({ does: fc.constant('expire' as const), by: fc.constant(system) }),
)

const round: fc.Arbitrary<Round> = fc.record({
  clicks: fc.array(fc.record({ click, isDouble: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  afterMs: fc.constantFrom(0, 0, 1000, 3_600_000),
})

/** How people and time come between one approval and its end. */
export const approvalRounds: fc.Arbitrary<Round[]> = fc.array(round, { minLength: 1, maxLength: 4 })

/** In the end nobody waits any more. */
export const LAST_ROUND: Round = {
  clicks: [{ click: { does: 'expire', by: system }, isDouble: false }],
  afterMs: 7_200_000,
}

export function clicksOf({ clicks }: Round): Click[] {
  return clicks.flatMap((one) => (one.isDouble ? [one.click, one.click] : [one.click]))
}
