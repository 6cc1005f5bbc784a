import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../../src/domain/actor.ts'
import {
  askLock,
  closeLock,
  expireLock,
  leaveLock,
  mayWrite,
  openLock,
  renewLock,
  unlock,
  type LockWish,
} from '../../../src/domain/deploys/lock.ts'

const at = (now: number) => ({ now, leaseMs: 10 })
const wish = (id: string, requesterId = 'UALICE', kind: LockWish['kind'] = 'deploy'): LockWish => ({
  id,
  requesterId,
  kind,
  reason: '',
})
function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}
const held = must(askLock(openLock(), wish('d1'), at(0))).lock
const closed = { by: 'UBOB', reason: 'rolled back', since: 0, expiresAt: null }

describe('the lock of a target', () => {
  test('goes to who asks first; asking again changes nothing', () => {
    expect(held).toMatchObject({ fence: 1, holder: { id: 'd1', expiresAt: 10 }, queue: [] })
    expect(must(askLock(held, wish('d1'), at(1))).lock).toBe(held)
  })

  test('the next waits; of one person only the latest', () => {
    const two = must(askLock(held, wish('d2'), at(1))).lock
    const three = must(askLock(two, wish('d3', 'UBOB'), at(1))).lock
    const four = must(askLock(three, wish('d4'), at(1)))
    expect(four.ended).toEqual([{ id: 'd2', because: 'replaced' }])
    expect(four.lock.queue.map(({ id }) => id)).toEqual(['d3', 'd4'])
    const next = must(leaveLock(four.lock, { id: 'd1', fence: 1 }, at(2))).lock
    expect(next).toMatchObject({ fence: 2, holder: { id: 'd3' } })
  })

  test('a rollback pre-empts a deploy and raises the fence', () => {
    const { lock, ended } = must(askLock(held, wish('r1', 'UBOB', 'rollback'), at(1)))
    expect(ended).toEqual([{ id: 'd1', because: 'pre-empted' }])
    expect(lock).toMatchObject({ fence: 2, holder: { id: 'r1' } })
    expect(mayWrite(lock, { id: 'd1', fence: 1 }, 1)).toBe('fence-raised')
    expect(mayWrite(lock, { id: 'r1', fence: 2 }, 1)).toBeNull()
  })

  test('a second rollback waits for the first, in front of the deploys', () => {
    const first = must(askLock(held, wish('r1', 'UBOB', 'rollback'), at(1))).lock
    const queued = must(askLock(first, wish('d2'), at(1))).lock
    const { lock } = must(askLock(queued, wish('r2', 'UCAROL', 'rollback'), at(1)))
    expect(lock.holder?.id).toBe('r1')
    expect(lock.queue.map(({ id }) => id)).toEqual(['r2', 'd2'])
  })

  test('a lease that is over gives way, one that is renewed does not', () => {
    const renewed = must(renewLock(held, { id: 'd1', fence: 1 }, at(9)))
    expect(expireLock(renewed, at(18)).ended).toEqual([])
    expect(expireLock(held, at(10))).toMatchObject({
      lock: { holder: null },
      ended: [{ id: 'd1', because: 'expired' }],
    })
    expect(mayWrite(held, { id: 'd1', fence: 1 }, 10)).toBe('lock-expired')
  })

  test('closed by a person: no deploy, but a rollback; who waited goes on when it opens', () => {
    const waiting = must(askLock(held, wish('d2', 'UBOB'), at(1))).lock
    const shut = must(closeLock(waiting, closed))
    expect(askLock(shut, wish('d3'), at(1))).toMatchObject({ refusal: { reason: 'locked' } })
    const left = must(leaveLock(shut, { id: 'd1', fence: 1 }, at(2))).lock
    expect(left.holder).toBeNull()
    expect(must(askLock(left, wish('r1', 'UEVE', 'rollback'), at(2))).lock.holder?.id).toBe('r1')
    expect(must(unlock(left, at(3))).holder?.id).toBe('d2')
  })

  test.each([
    ['leaving without being there', () => leaveLock(held, { id: 'x', fence: 1 }, at(1)), 'not-in-line'],
    ['leaving with an old fence', () => leaveLock(held, { id: 'd1', fence: 0 }, at(1)), 'fence-raised'],
    ['closing without a reason', () => closeLock(held, { ...closed, reason: ' ' }), 'reason-needed'],
    ['opening what is open', () => unlock(held, at(1)), 'not-locked'],
  ])('%s is refused', (_case, act, reason) => {
    expect(act()).toMatchObject({ ok: false, refusal: { reason } })
  })
})
