import {
  CreateCacheSubnetGroupCommand,
  DeleteCacheSubnetGroupCommand,
  DescribeCacheSubnetGroupsCommand,
} from '@aws-sdk/client-elasticache'
import { z } from 'zod'
import { NOTHING_TO_DO, unlessAbsent, written } from '../answers.ts'
import type { Calls } from '../calls.ts'
import { descriptionOf, ownerByDescription } from '../description.ts'
import { allPages, marker as nextMarker } from '../pages.ts'
import { tagList, wantedTags } from '../tags.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const wanted = z.object({ subnetIds: z.array(z.string()) })

export function createSubnetGroups({ calls }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const asked = describe(calls, { CacheSubnetGroupName: part.name })
      const answer = await unlessAbsent(asked, 'CacheSubnetGroupNotFound')
      const group = answer?.CacheSubnetGroups?.[0]
      if (!group) return ABSENT
      const subnets = group.Subnets ?? []
      return {
        seen: 'present',
        owner: ownerByDescription(group.CacheSubnetGroupDescription, part),
        arn: group.ARN ?? null,
        status: statusOf(undefined),
        values: {
          subnetIds: subnets.map(({ SubnetIdentifier = '' }) => SubnetIdentifier),
          zones: subnets.map(({ SubnetAvailabilityZone: zone }) => zone?.Name ?? ''),
        },
      }
    },
    make: (part) =>
      written(
        calls.elasticache('CreateCacheSubnetGroup', (client) =>
          client.send(
            new CreateCacheSubnetGroupCommand({
              CacheSubnetGroupName: part.name,
              CacheSubnetGroupDescription: descriptionOf(part),
              SubnetIds: wanted.parse(part.values).subnetIds,
              Tags: tagList(wantedTags(part)),
            }),
          ),
        ),
        { CacheSubnetGroupAlreadyExists: 'exists' },
      ),
    mend: () => Promise.resolve(NOTHING_TO_DO),
    unmake: (part) =>
      written(
        calls.elasticache('DeleteCacheSubnetGroup', (client) =>
          client.send(new DeleteCacheSubnetGroupCommand({ CacheSubnetGroupName: part.name })),
        ),
        { CacheSubnetGroupNotFound: 'absent' },
      ),
    async marked(marker) {
      const pages = await allPages((token) => describe(calls, { Marker: token }), nextMarker)
      return pages
        .flatMap(({ CacheSubnetGroups = [] }) => CacheSubnetGroups)
        .filter(({ CacheSubnetGroupDescription = '' }) => CacheSubnetGroupDescription.includes(marker))
        .map(({ CacheSubnetGroupName = '', ARN = null }) => ({
          type: 'elasticache-subnet-group',
          name: CacheSubnetGroupName,
          arn: ARN,
          status: statusOf(undefined),
        }))
    },
  }
}

function describe(calls: Calls, input: { CacheSubnetGroupName?: string; Marker?: string | undefined }) {
  return calls.elasticache('DescribeCacheSubnetGroups', (client) =>
    client.send(new DescribeCacheSubnetGroupsCommand(input)),
  )
}
