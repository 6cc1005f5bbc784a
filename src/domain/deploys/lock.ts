import { allowed, refused, type Outcome } from '../actor.ts'

/** Who wants to write to a target. */
export interface LockWish {
  /** Id of the rollout. */
  id: string
  kind: 'deploy' | 'rollback'
  requesterId: string
  reason: string
}

export interface LockHolder extends LockWish {
  since: number
  expiresAt: number
}

/** One target's lock. At most one holder; `fence` grows with each new one and is re-read before each write. */
export interface Lock {
  fence: number
  holder: LockHolder | null
  queue: LockWish[]
  /** Closed by a person: deploys do not start, rollbacks do. */
  closed: { by: string; reason: string; since: number; expiresAt: number | null } | null
  version: number
}

export interface LockStep {
  lock: Lock
  /** Wishes that ended with this step: replaced by a newer of the same person, pre-empted, or out of time. */
  ended: { id: string; because: 'replaced' | 'pre-empted' | 'expired' }[]
}

export interface LockMoment {
  now: number
  /** How long a new holder has it unless it renews. */
  leaseMs: number
}

export function openLock(): Lock {
  return { fence: 0, holder: null, queue: [], closed: null, version: 0 }
}

/** Holds it at once or queues. Asking again changes nothing. */
export function askLock(before: Lock, wish: LockWish, moment: LockMoment): Outcome<LockStep> {
  // Nobody took it meanwhile: its own time running out costs it nothing.
  if (before.holder?.id === wish.id) return allowed({ lock: before, ended: [] })
  const { lock, ended } = expireLock(before, moment)
  if (lock.holder?.id === wish.id || lock.queue.some(({ id }) => id === wish.id))
    return allowed({ lock, ended })
  if (lock.closed && wish.kind === 'deploy') {
    return refused('locked', { by: lock.closed.by, reason: lock.closed.reason, until: lock.closed.expiresAt })
  }
  const mine = (one: LockWish) => one.requesterId === wish.requesterId && one.kind === wish.kind
  const replaced = lock.queue.filter(mine).map(({ id }) => ({ id, because: 'replaced' as const }))
  const queue = lock.queue.filter((one) => !mine(one))
  if (wish.kind === 'rollback')
    return allowed(askRollback({ lock, ended: [...ended, ...replaced] }, queue, wish, moment))
  const waiting = { ...lock, queue: [...queue, wish], version: lock.version + 1 }
  return allowed({ lock: promoted(waiting, moment), ended: [...ended, ...replaced] })
}

// A running deploy gives way; a running rollback is awaited, in front of the deploys.
function askRollback(step: LockStep, queue: LockWish[], wish: LockWish, moment: LockMoment): LockStep {
  const { holder } = step.lock
  const preempted = holder?.kind === 'deploy' ? [{ id: holder.id, because: 'pre-empted' as const }] : []
  const behind = queue.findIndex(({ kind }) => kind === 'deploy')
  const lock = {
    ...step.lock,
    holder: preempted.length > 0 ? null : holder,
    queue: queue.toSpliced(behind === -1 ? queue.length : behind, 0, wish),
    version: step.lock.version + 1,
  }
  return { lock: promoted(lock, moment), ended: [...step.ended, ...preempted] }
}

/** By the holder with its fence, or by one who waits. */
export function leaveLock(
  lock: Lock,
  who: { id: string; fence: number | null },
  moment: LockMoment,
): Outcome<LockStep> {
  if (lock.holder?.id === who.id) {
    if (who.fence !== lock.fence) return refused('fence-raised', { fence: lock.fence })
    return allowed({
      lock: promoted({ ...lock, holder: null, version: lock.version + 1 }, moment),
      ended: [],
    })
  }
  const queue = lock.queue.filter(({ id }) => id !== who.id)
  if (queue.length === lock.queue.length) return refused('not-in-line')
  return allowed({ lock: { ...lock, queue, version: lock.version + 1 }, ended: [] })
}

/** Asked before each write: null when this holder may. */
export function mayWrite(lock: Lock, who: { id: string; fence: number }, now: number): string | null {
  if (lock.fence !== who.fence || lock.holder?.id !== who.id) return 'fence-raised'
  return now < lock.holder.expiresAt ? null : 'lock-expired'
}

/** Also after its time is over, as long as nobody else took it: an outage alone costs nobody the lock. */
export function renewLock(lock: Lock, who: { id: string; fence: number }, moment: LockMoment): Outcome<Lock> {
  if (lock.fence !== who.fence || lock.holder?.id !== who.id) return refused('fence-raised')
  const holder = { ...lock.holder, expiresAt: moment.now + moment.leaseMs }
  return allowed({ ...lock, holder, version: lock.version + 1 })
}

export function closeLock(lock: Lock, closed: NonNullable<Lock['closed']>): Outcome<Lock> {
  if (!closed.reason.trim()) return refused('reason-needed')
  return allowed({ ...lock, closed, version: lock.version + 1 })
}

/** Who waited goes on. */
export function unlock(lock: Lock, moment: LockMoment): Outcome<Lock> {
  if (!lock.closed) return refused('not-locked')
  return allowed(promoted({ ...lock, closed: null, version: lock.version + 1 }, moment))
}

/** Ends what has run out of time: the holder's lease, a person's lock. */
export function expireLock(lock: Lock, moment: LockMoment): LockStep {
  const gone = lock.holder && lock.holder.expiresAt <= moment.now ? lock.holder : null
  const isOpenAgain = lock.closed?.expiresAt != null && lock.closed.expiresAt <= moment.now
  if (!gone && !isOpenAgain) return { lock, ended: [] }
  const next = {
    ...lock,
    holder: gone ? null : lock.holder,
    closed: isOpenAgain ? null : lock.closed,
    version: lock.version + 1,
  }
  return { lock: promoted(next, moment), ended: gone ? [{ id: gone.id, because: 'expired' }] : [] }
}

function promoted(lock: Lock, { now, leaseMs }: LockMoment): Lock {
  if (lock.holder) return lock
  const next = lock.queue.find(({ kind }) => kind === 'rollback' || !lock.closed)
  if (!next) return lock
  return {
    ...lock,
    fence: lock.fence + 1,
    holder: { ...next, since: now, expiresAt: now + leaseMs },
    queue: lock.queue.filter((one) => one !== next),
  }
}

/** By whom a target is closed now; what has run out of time closes nothing. */
export function closedNow({ closed }: Lock, now: number): Lock['closed'] {
  return closed && (closed.expiresAt === null || now < closed.expiresAt) ? closed : null
}
