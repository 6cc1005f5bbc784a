import { DescribeEventsCommand, type SourceType } from '@aws-sdk/client-elasticache'
import type { CloudEvent } from '../../domain/resources/cloud.ts'
import type { PartSpec } from '../../domain/resources/part.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'
import { membersOf, type GroupReads } from './group-reads.ts'
import { memberName } from './member-name.ts'
import { allPages, marker } from './pages.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeEvents.html */
const KEPT_MINUTES = 14 * 24 * 60
const MINUTE_MS = 60_000

export interface EventDeps {
  calls: Calls
  groups: GroupReads
  clock: Clock
}

/** Of a replication group and its members: the reason of a failed creation stands in the members' events. */
export async function readEvents(deps: EventDeps, part: PartSpec, since: number): Promise<CloudEvent[]> {
  if (part.type !== 'elasticache-replication-group') return []
  const members = await memberNames(deps.groups, part)
  const found = await Promise.all([
    eventsOf(deps, { name: part.name, type: 'replication-group' }, since),
    ...members.map((name) => eventsOf(deps, { name, type: 'cache-cluster' }, since)),
  ])
  return found
    .flat()
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => a.at - b.at)
}

/** A primary and five replicas. */
const MOST_MEMBERS = 6

/** Those that it has and those that were wanted; of a group that is gone those that are left and all that it may have had. */
async function memberNames(groups: GroupReads, part: PartSpec): Promise<string[]> {
  const group = (await groups.replicationGroups([part.name])).get(part.name)
  const left = group ? [] : await membersOf(groups, part.name)
  const there = group?.MemberClusters ?? left.map(({ CacheClusterId = '' }) => CacheClusterId)
  const { replicas } = part.values
  const wanted = typeof replicas === 'number' ? replicas + 1 : 1
  const made = Array.from({ length: group ? wanted : MOST_MEMBERS }, (_, index) => {
    return memberName(part.name, index + 1)
  })
  return [...new Set([...made, ...there])]
}

async function eventsOf(
  { calls, clock }: EventDeps,
  { name, type }: { name: string; type: SourceType },
  since: number,
): Promise<CloudEvent[]> {
  // A duration, for a start without an end means an hour from then on.
  const minutes = Math.ceil((clock.now() - since) / MINUTE_MS) + 1
  const pages = await allPages(
    (token) =>
      calls.elasticache('DescribeEvents', (client) =>
        client.send(
          new DescribeEventsCommand({
            SourceIdentifier: name,
            SourceType: type,
            Duration: Math.min(KEPT_MINUTES, Math.max(1, minutes)),
            Marker: token,
          }),
        ),
      ),
    marker,
  )
  return pages
    .flatMap(({ Events = [] }) => Events)
    .map(({ Date: at, Message: message = '', SourceIdentifier: about = name }) => {
      return { at: at?.getTime() ?? since, about, message }
    })
}
