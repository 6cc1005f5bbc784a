import { CloudError, type Clouds } from '../domain/resources/cloud.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import { isOver, type Resource } from '../domain/resources/resource.ts'
import type { ResourceDetail } from '../domain/resources/resource-views.ts'
import { placeOf } from '../domain/resources/place-of.ts'

const EVENTS_MS = 24 * 3_600_000

/** What the cloud says of a resource now; it is not asked about what is not made yet, or is over. */
export async function lookLive(
  clouds: Clouds,
  resource: Resource,
  now: number,
): Promise<ResourceDetail['live']> {
  const kind = KINDS[resource.kind]
  const main = resource.parts.find(({ id }) => id === kind.mainPart)
  const isThere = !isOver(resource) && resource.state !== 'asked'
  const cloud = isThere ? clouds.of(placeOf(resource)) : null
  if (!main || !cloud) return { state: 'unknown', failure: null }
  try {
    const [sight, events] = await Promise.all([cloud.look(main), cloud.events(main, now - EVENTS_MS)])
    // What stands there under its name and is somebody else's is not this one.
    if (sight.seen === 'absent' || sight.owner === 'foreign') return { state: 'gone' }
    return { state: 'seen', status: sight.status, members: kind.members(sight), events }
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return { state: 'unknown', failure: error.failure }
  }
}
