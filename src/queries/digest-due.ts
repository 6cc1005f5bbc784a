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
  /** Whom and which threads the digests will name. */
  userIds: string[]
  threadIds: string[]
}

export interface DigestDueDeps {
  store: Pick<Store, 'read' | 'work'>
  digest: DigestPolicy
  catalogue: Catalogue
}

/** What must be known before the digests of the last full hour are decided. */
export function createDigestDue(deps: DigestDueDeps): (now: number) => Promise<DigestDue> {
  return async (now) => {
    const hour = digestHourDue(now, deps.digest.timeZone)
    const firing = await deps.store.read(async (reads) => {
      const last = await reads.facts.get('digest:last')
      const due = deps.digest.enabled && last !== null && Date.parse(last) < hour
      return due ? reads.episodes.firingAsOf(hour) : null
    })
    if (firing === null) return { hour, due: false, incomplete: false, userIds: [], threadIds: [] }
    const places = digestPlaces(
      { firing, started: [], resolved: [] },
      { catalogue: deps.catalogue, at: hour },
    )
    const named = digestScopes(deps.catalogue).map((scope) => toLookUp(digestFigures(places, scope)))
    return {
      hour,
      due: true,
      incomplete: await isIncomplete(deps.store, { now, hour }),
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
