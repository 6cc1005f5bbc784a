import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { targetOfKey } from '../domain/deploys/deploy-record.ts'
import { frozenAt, type Frozen } from '../domain/deploys/freeze.ts'
import type { Lock } from '../domain/deploys/lock.ts'
import type { ManualFreeze } from '../domain/deploys/manual-freeze.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { closedNow } from '../domain/deploys/lock.ts'

export interface ListLocksDeps {
  store: Pick<Store, 'read'>
  deployPolicy: DeployPolicy
  now(): number
}

export interface ClosedService {
  project: string
  service: string
  environment: string
  regions: string[]
  closed: NonNullable<Lock['closed']>
}

export interface LockListAnswer {
  locks: ClosedService[]
  freezes: ManualFreeze[]
  /** Windows of the company's environments that are closed now. */
  windows: { environment: string; frozen: Frozen }[]
}

export type ListLocks = (call: { actor: Actor }) => Promise<Outcome<LockListAnswer>>

/** Everything that keeps deploys from starting now, longest standing first. */
export function createListLocks(deps: ListLocksDeps): ListLocks {
  return async ({ actor }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const now = deps.now()
    const { notable, freezes } = await deps.store.read(async (reads) => ({
      notable: await reads.locks.notable(),
      freezes: await reads.freezes.active(now),
    }))
    const windows = deps.deployPolicy.environments.flatMap((environment) => {
      const frozen = frozenAt(environment.freezes, now)
      return frozen ? [{ environment: environment.name, frozen }] : []
    })
    return allowed({
      locks: together(notable, now),
      freezes: freezes.toSorted((a, b) => a.since - b.since),
      windows,
    })
  }
}

/** Regions that were closed by one act are one line. */
function together(notable: readonly { key: string; lock: Lock }[], now: number): ClosedService[] {
  const closed = notable.flatMap(({ key, lock }) => {
    const target = targetOfKey(key)
    const by = closedNow(lock, now)
    return target && by ? [{ ...target, closed: by }] : []
  })
  const acts = Map.groupBy(closed, ({ project, service, environment, closed: { by, since, reason } }) =>
    JSON.stringify([project, service, environment, by, since, reason]),
  )
  const services = [...acts.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const { region, ...rest } = first
    return [{ ...rest, regions: [region, ...more.map((one) => one.region)].toSorted() }]
  })
  return services.toSorted((a, b) => a.closed.since - b.closed.since)
}
