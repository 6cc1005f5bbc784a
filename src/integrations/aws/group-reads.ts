import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  type CacheCluster,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache'
import { unlessAbsent } from './answers.ts'
import type { Calls } from './calls.ts'
import { allPages, marker } from './pages.ts'
import { createSharedRead, type SharedRead } from './shared-read.ts'

/** What is looked at again and again while something is under way. */
export interface GroupReads {
  replicationGroups: SharedRead<ReplicationGroup>
  /** By member: `sessions-001`. */
  cacheClusters: SharedRead<CacheCluster>
}

/** Of a group that may be gone, by what the members say: their numbers may be any. */
export async function membersOf(groups: GroupReads, name: string): Promise<CacheCluster[]> {
  const all = await groups.cacheClusters('all')
  return [...all.values()].filter(({ ReplicationGroupId }) => ReplicationGroupId === name)
}

export function createGroupReads(calls: Calls): GroupReads {
  const groups = (input: { ReplicationGroupId?: string; Marker?: string | undefined }) =>
    calls.elasticache('DescribeReplicationGroups', (client) =>
      client.send(new DescribeReplicationGroupsCommand(input)),
    )
  const clusters = (input: { CacheClusterId?: string; Marker?: string | undefined }) =>
    calls.elasticache('DescribeCacheClusters', (client) =>
      client.send(new DescribeCacheClustersCommand(input)),
    )
  return {
    replicationGroups: createSharedRead({
      async one(name) {
        const page = await unlessAbsent(groups({ ReplicationGroupId: name }), 'ReplicationGroupNotFound')
        return page?.ReplicationGroups?.[0] ?? null
      },
      async all() {
        const pages = await allPages((token) => groups({ Marker: token }), marker)
        const found = pages.flatMap(({ ReplicationGroups = [] }) => ReplicationGroups)
        const things = new Map(found.map((group) => [group.ReplicationGroupId ?? '', group]))
        return { things, calls: pages.length }
      },
    }),
    cacheClusters: createSharedRead({
      async one(name) {
        const page = await unlessAbsent(clusters({ CacheClusterId: name }), 'CacheClusterNotFound')
        return page?.CacheClusters?.[0] ?? null
      },
      async all() {
        const pages = await allPages((token) => clusters({ Marker: token }), marker)
        const found = pages.flatMap(({ CacheClusters = [] }) => CacheClusters)
        const things = new Map(found.map((cluster) => [cluster.CacheClusterId ?? '', cluster]))
        return { things, calls: pages.length }
      },
    }),
  }
}
