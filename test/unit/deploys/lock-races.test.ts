import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  askLock,
  closeLock,
  expireLock,
  leaveLock,
  openLock,
  unlock,
  type Lock,
  type LockStep,
} from '../../../src/domain/deploys/lock.ts'

const act = fc.record({
  do: fc.constantFrom('deploy', 'deploy', 'rollback', 'leave', 'give-up', 'close', 'open', 'expire'),
  who: fc.constantFrom('UALICE', 'UBOB', 'UCAROL'),
  afterMs: fc.nat(6),
})

test('whatever happens, the fence only grows, each new holder has its own, and no wish is lost', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      let lock = openLock()
      let now = 0
      const asked: string[] = []
      const over: string[] = []
      const holderOf = new Map<number, string>()
      const take = (step: LockStep) => {
        lock = step.lock
        over.push(...step.ended.map(({ id }) => id))
      }
      const takeLock = (next: Lock) => take({ lock: next, ended: [] })
      acts.forEach((one, index) => {
        now += one.afterMs
        const before = lock
        const moment = { now, leaseMs: 10 }
        const last = lock.queue.at(-1)
        if (one.do === 'deploy' || one.do === 'rollback') {
          const id = `w${index}`
          const answer = askLock(lock, { id, kind: one.do, requesterId: one.who, reason: '' }, moment)
          if (answer.ok) {
            asked.push(id)
            take(answer.value)
          }
        } else if (one.do === 'leave' && lock.holder) {
          over.push(lock.holder.id)
          const answer = leaveLock(lock, { id: lock.holder.id, fence: lock.fence }, moment)
          if (answer.ok) take(answer.value)
        } else if (one.do === 'give-up' && last) {
          over.push(last.id)
          const answer = leaveLock(lock, { id: last.id, fence: null }, moment)
          if (answer.ok) take(answer.value)
        } else if (one.do === 'close') {
          const answer = closeLock(lock, { by: one.who, reason: 'x', since: now, expiresAt: now + 20 })
          if (answer.ok) takeLock(answer.value)
        } else if (one.do === 'open') {
          const answer = unlock(lock, moment)
          if (answer.ok) takeLock(answer.value)
        } else if (one.do === 'expire') take(expireLock(lock, moment))

        expect(lock.fence).toBeGreaterThanOrEqual(before.fence)
        if (lock.holder) {
          expect(holderOf.get(lock.fence) ?? lock.holder.id).toBe(lock.holder.id)
          holderOf.set(lock.fence, lock.holder.id)
        }
        const present = [...(lock.holder ? [lock.holder.id] : []), ...lock.queue.map(({ id }) => id)]
        expect([...present, ...over].toSorted()).toEqual(asked.toSorted())
        if (!lock.holder && !lock.closed) expect(lock.queue).toEqual([])
      })
    }),
    { numRuns: 500 },
  )
})
