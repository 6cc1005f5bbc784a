import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { unlock, closedNow } from '../domain/deploys/lock.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { LOCK_LEASE_MS, saveLock, wakeHolder } from './deploy-locks.ts'
import { decided, no, serviceSubject, userOf } from './request-deploy-decided.ts'
import { touchNewestDeploys, touchOpenDeploys } from './request-deploy-open.ts'
import { rightsAt } from './request-deploy-rights.ts'
import { filterOf, locksOf, placeInput, regionsOf, type ServicePlace } from './request-deploy-service.ts'
import { tellOfLock } from './tell-of-lock.ts'

export interface UnlockedService {
  regions: string[]
}

/** Deploys of a service go again, those that waited first. */
export const createUnlockService = defineOperation<
  ServicePlace,
  UnlockedService,
  DeployDeps,
  Outcome<WhoCanFacts>
>({
  name: 'unlock-service',
  isKept: true,
  input: placeInput,
  may: peopleOnly,
  gather: ({ actor, input, now, deps }) => rightsAt(deps, { actor, place: input, now, fresh: true }),
  async decide({ tx, actor, input: place, facts, now, deps }) {
    const regions = mayUnlock(facts, regionsOf(deps, place, now))
    const subject = serviceSubject(place)
    const before = regions.ok ? await reasonOf(tx, place, { regions: regions.value, now }) : null
    const outcome = regions.ok ? await open(tx, place, { regions: regions.value, now }) : regions
    if (outcome.ok) {
      await touchOpenDeploys(tx, filterOf(place), { now, wakeAt: now })
      await touchNewestDeploys(tx, filterOf(place), now)
      const told = { what: 'unlocked' as const, by: userOf(actor), reason: before, until: null, ...place }
      await tellOfLock(tx, told, { catalogue: deps.catalogue, subject, now })
    }
    const details = outcome.ok ? { regions: outcome.value.regions } : {}
    return decided(outcome, { subject, as: 'unlocked', details })
  },
})

function mayUnlock(rights: Outcome<WhoCanFacts>, regions: Outcome<string[]>): Outcome<string[]> {
  if (!rights.ok) return rights
  const denial = whoCan('unlock', rights.value)
  return denial ? no(denial) : regions
}

async function reasonOf(
  tx: Records,
  place: ServicePlace,
  { regions, now }: { regions: string[]; now: number },
): Promise<string | null> {
  const locks = await locksOf(tx, place, regions)
  return locks.map(({ lock }) => closedNow(lock, now)?.reason ?? null).find((why) => why !== null) ?? null
}

async function open(
  tx: Records,
  place: ServicePlace,
  { regions, now }: { regions: string[]; now: number },
): Promise<Outcome<UnlockedService>> {
  const opened: string[] = []
  for (const { region, key, lock } of await locksOf(tx, place, regions)) {
    const next = unlock(lock, { now, leaseMs: LOCK_LEASE_MS })
    if (!next.ok) continue
    await saveLock(tx, key, { lock: next.value, was: lock })
    await wakeHolder(tx, next.value, now)
    opened.push(region)
  }
  return opened.length > 0 ? allowed({ regions: opened }) : refused('not-locked')
}
