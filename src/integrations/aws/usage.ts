import {
  DescribeCacheParameterGroupsCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeUserGroupsCommand,
  DescribeUsersCommand,
} from '@aws-sdk/client-elasticache'
import type { Calls } from './calls.ts'
import { canonicalCode } from './canonical-code.ts'
import type { GroupReads } from './group-reads.ts'
import { allPages, marker } from './pages.ts'
import { own } from '../../domain/own.ts'

interface Deps {
  calls: Calls
  groups: GroupReads
}

/** By canonical code of the refusal. What AWS itself made is not counted: nobody can delete it. */
const COUNTS: Readonly<Record<string, (deps: Deps) => Promise<number>>> = {
  async NodeQuotaForCustomerExceeded({ groups }) {
    const clusters = await groups.cacheClusters('all')
    return [...clusters.values()].reduce((sum, { NumCacheNodes = 1 }) => sum + NumCacheNodes, 0)
  },
  ClusterQuotaForCustomerExceeded: async ({ groups }) => (await groups.cacheClusters('all')).size,
  async CacheSubnetGroupQuotaExceeded({ calls }) {
    const pages = await allPages(
      (token) =>
        calls.elasticache('DescribeCacheSubnetGroups', (client) =>
          client.send(new DescribeCacheSubnetGroupsCommand({ Marker: token })),
        ),
      marker,
    )
    const all = pages.flatMap(({ CacheSubnetGroups = [] }) => CacheSubnetGroups)
    return countOwn(all.map(({ CacheSubnetGroupName }) => CacheSubnetGroupName))
  },
  async CacheParameterGroupQuotaExceeded({ calls }) {
    const pages = await allPages(
      (token) =>
        calls.elasticache('DescribeCacheParameterGroups', (client) =>
          client.send(new DescribeCacheParameterGroupsCommand({ Marker: token })),
        ),
      marker,
    )
    const all = pages.flatMap(({ CacheParameterGroups = [] }) => CacheParameterGroups)
    return countOwn(all.map(({ CacheParameterGroupName }) => CacheParameterGroupName))
  },
  async UserQuotaExceeded({ calls }) {
    const pages = await allPages(
      (token) =>
        calls.elasticache('DescribeUsers', (client) =>
          client.send(new DescribeUsersCommand({ Marker: token })),
        ),
      marker,
    )
    return countOwn(pages.flatMap(({ Users = [] }) => Users).map(({ UserId }) => UserId))
  },
  async UserGroupQuotaExceeded({ calls }) {
    const pages = await allPages(
      (token) =>
        calls.elasticache('DescribeUserGroups', (client) =>
          client.send(new DescribeUserGroupsCommand({ Marker: token })),
        ),
      marker,
    )
    return pages.flatMap(({ UserGroups = [] }) => UserGroups).length
  },
}

/** How many there are of what the quota of this code counts; null when that cannot be counted. */
export async function readUsage(deps: Deps, quota: string): Promise<number | null> {
  return (await own(COUNTS, canonicalCode(quota))?.(deps)) ?? null
}

/** `default`, `default.valkey8`: of AWS. */
function countOwn(names: (string | undefined)[]): number {
  return names.filter((name = '') => !/^default(\.|$)/.test(name)).length
}
