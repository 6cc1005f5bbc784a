import type { z } from 'zod'
import { allowed, refused, type Outcome, type Refusal } from '../domain/actor.ts'
import { closeLock, type Lock, closedNow } from '../domain/deploys/lock.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { saveLock } from './deploy-locks.ts'
import { decided, no, serviceSubject, userOf } from './request-deploy-decided.ts'
import { whyNotLock } from './request-deploy-may-freeze.ts'
import { touchNewestDeploys, touchOpenDeploys } from './request-deploy-open.ts'
import {
  filterOf,
  forMsInput,
  locksOf,
  placeInput,
  reasonInput,
  regionsOf,
  type ServicePlace,
} from './request-deploy-service.ts'
import { tellOfLock } from './tell-of-lock.ts'

const input = placeInput.extend({ reason: reasonInput, forMs: forMsInput })

export interface LockedService {
  regions: string[]
  /** null: until somebody unlocks it. */
  until: number | null
}

/** Stops deploys of a service in all its regions; rollbacks go on. By who may deploy there, admins and who is on call. */
export const createLockService = defineOperation<
  z.output<typeof input>,
  LockedService,
  DeployDeps,
  Refusal | null
>({
  name: 'lock-service',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: place, now, deps }) => whyNotLock(deps, { actor, place, now }),
  async decide({ tx, actor, input: { reason, forMs, ...place }, facts: denial, now, deps }) {
    const expiresAt = forMs === null ? null : now + forMs
    const closed = { by: userOf(actor), reason, since: now, expiresAt }
    const regions = denial ? no(denial) : regionsOf(deps, place, now)
    const subject = serviceSubject(place)
    const outcome = regions.ok ? await close(tx, place, { regions: regions.value, closed }) : regions
    if (outcome.ok) {
      await touchOpenDeploys(tx, filterOf(place), { now, wakeAt: expiresAt })
      await touchNewestDeploys(tx, filterOf(place), now)
      const told = { what: 'locked' as const, by: closed.by, reason, until: expiresAt, ...place }
      await tellOfLock(tx, told, { catalogue: deps.catalogue, subject, now })
    }
    const details = { reason, until: expiresAt, ...(outcome.ok ? { regions: outcome.value.regions } : {}) }
    return decided(outcome, { subject, as: 'locked', details })
  },
})

async function close(
  tx: Records,
  place: ServicePlace,
  { regions, closed }: { regions: string[]; closed: NonNullable<Lock['closed']> },
): Promise<Outcome<LockedService>> {
  const all = await locksOf(tx, place, regions)
  // Who locked it may give another reason or time; nobody else's lock is replaced.
  const isOthers = ({ lock }: { lock: Lock }) => {
    const now = closedNow(lock, closed.since)
    return now !== null && now.by !== closed.by
  }
  const open = all.filter((one) => !isOthers(one))
  const other = all.find(isOthers)?.lock.closed
  if (open.length === 0 && other) {
    const { by, reason, expiresAt } = other
    return refused('already-locked', { by, reason, until: expiresAt })
  }
  for (const { key, lock } of open) {
    const next = closeLock(lock, closed)
    if (!next.ok) return next
    await saveLock(tx, key, { lock: next.value, was: lock })
  }
  return allowed({ regions: open.map(({ region }) => region), until: closed.expiresAt })
}
