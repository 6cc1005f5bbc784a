import type { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { closeLock, type Lock } from '../domain/deploys/lock.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { saveLock } from './deploy-locks.ts'
import { closedNow } from './plan-deploy-obstacles.ts'
import { decided, serviceSubject, userOf } from './request-deploy-decided.ts'
import { touchOpenDeploys } from './request-deploy-open.ts'
import {
  filterOf,
  forMsInput,
  locksOf,
  placeInput,
  reasonInput,
  regionsOf,
  type ServicePlace,
} from './request-deploy-service.ts'

const input = placeInput.extend({ reason: reasonInput, forMs: forMsInput })

export interface LockedService {
  regions: string[]
  /** null: until somebody unlocks it. */
  until: number | null
}

/** Stops deploys of a service in all its regions; rollbacks go on. Every member may: stopping is the safe side. */
export const createLockService = defineOperation<z.output<typeof input>, LockedService, DeployDeps>({
  name: 'lock-service',
  isKept: true,
  input,
  may: peopleOnly,
  async decide({ tx, actor, input: { reason, forMs, ...place }, now, deps }) {
    const expiresAt = forMs === null ? null : now + forMs
    const closed = { by: userOf(actor), reason, since: now, expiresAt }
    const regions = regionsOf(deps, place, now)
    const outcome = regions.ok ? await close(tx, place, { regions: regions.value, closed }) : regions
    if (outcome.ok) await touchOpenDeploys(tx, filterOf(place), { now, wakeAt: expiresAt })
    const details = { reason, until: expiresAt, ...(outcome.ok ? { regions: outcome.value.regions } : {}) }
    return decided(outcome, { subject: serviceSubject(place), as: 'locked', details })
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
