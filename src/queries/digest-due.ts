import type { Catalogue } from '../domain/catalogue.ts'
import { digestHourDue } from '../domain/digest-hours.ts'
import { digestPlaces } from '../domain/digest-places.ts'
import { digestScopes } from '../domain/digest-scope.ts'
import { digestFigures, toLookUp } from '../domain/digest.ts'
import type { DigestPolicy } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'

export interface DigestDue {
  /** The hour to tell about. */
  hour: number
  /** False when its digest was decided before, or this is the first start. */
  due: boolean
  /** Webhooks received before the hour are still being worked. */
  incomplete: boolean
  /** They may be done soon: ask again. */
  wait: boolean
  /** Whom and which threads the digests will name; read only when there is nothing to wait for. */
  userIds: string[]
  threadIds: string[]
}

export interface DigestDueDeps {
  store: Pick<Store, 'read' | 'work'>
  digest: DigestPolicy
  catalogue: Catalogue
}

// The digest waits this long for webhooks of the hour that are still being worked.
const PATIENCE_MS = 40_000

/** What must be known before the digests of the last full hour are decided. */
export function createDigestDue(deps: DigestDueDeps): (now: number) => Promise<DigestDue> {
  return async (now) => {
    const hour = digestHourDue(now, deps.digest.timeZone)
    const last = await deps.store.read((reads) => reads.facts.get('digest:last'))
    const due = deps.digest.enabled && last !== null && Date.parse(last) < hour
    const incomplete = due && (await isIncomplete(deps.store, { now, hour }))
    const wait = incomplete && now - hour < PATIENCE_MS
    if (!due || wait) return { hour, due, incomplete, wait, userIds: [], threadIds: [] }
    const firing = await deps.store.read((reads) => reads.episodes.firingAsOf(hour))
    const places = digestPlaces(
      { firing, started: [], resolved: [] },
      { catalogue: deps.catalogue, at: hour },
    )
    const named = digestScopes(deps.catalogue).map((scope) => toLookUp(digestFigures(places, scope)))
    return {
      hour,
      due,
      incomplete,
      wait,
      userIds: [...new Set(named.flatMap(({ userIds }) => userIds))],
      threadIds: [...new Set(named.flatMap(({ threadIds }) => threadIds))],
    }
  }
}

async function isIncomplete(store: Pick<Store, 'work'>, at: { now: number; hour: number }): Promise<boolean> {
  const queue = await store.work.stats(at.now)
  return queue.some(
    ({ kind, running, oldestDueAt }) =>
      kind === 'ingest-alerts' && (running > 0 || (oldestDueAt !== null && oldestDueAt <= at.hour)),
  )
}
