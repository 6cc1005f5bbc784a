import {
  CreateCacheParameterGroupCommand,
  DeleteCacheParameterGroupCommand,
  DescribeCacheParameterGroupsCommand,
} from '@aws-sdk/client-elasticache'
import { z } from 'zod'
import { unlessAbsent, written } from '../answers.ts'
import type { Calls } from '../calls.ts'
import { descriptionOf, ownerByDescription } from '../description.ts'
import { allPages, marker as nextMarker } from '../pages.ts'
import { tagList, wantedTags } from '../tags.ts'
import { familyOf } from './parameter-family.ts'
import { readParameters, setParameters } from './parameters.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const wanted = z.object({
  engine: z.string(),
  engineVersion: z.string(),
  parameters: z.record(z.string(), z.string()),
})

/** It is made with the defaults of its family; parameters are set by mending. */
export function createParameterGroups({ calls }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const asked = describe(calls, { CacheParameterGroupName: part.name })
      const answer = await unlessAbsent(asked, 'CacheParameterGroupNotFound')
      const group = answer?.CacheParameterGroups?.[0]
      if (!group) return ABSENT
      const owner = ownerByDescription(group.Description, part)
      const names = Object.keys(wanted.parse(part.values).parameters)
      const parameters =
        owner === 'ours'
          ? await unlessAbsent(readParameters(calls, part.name, names), 'CacheParameterGroupNotFound')
          : {}
      if (parameters === null) return ABSENT
      return {
        seen: 'present',
        owner,
        arn: group.ARN ?? null,
        status: statusOf(undefined),
        values: { family: group.CacheParameterGroupFamily ?? '', parameters },
      }
    },
    async make(part) {
      const { engine, engineVersion } = wanted.parse(part.values)
      const family = await familyOf(calls, engine, engineVersion)
      const sent = calls.elasticache('CreateCacheParameterGroup', (client) =>
        client.send(
          new CreateCacheParameterGroupCommand({
            CacheParameterGroupName: part.name,
            CacheParameterGroupFamily: family,
            Description: descriptionOf(part),
            Tags: tagList(wantedTags(part)),
          }),
        ),
      )
      return written(sent, { CacheParameterGroupAlreadyExists: 'exists' })
    },
    mend: (part) => setParameters(calls, part.name, wanted.parse(part.values).parameters),
    unmake: (part) =>
      written(
        calls.elasticache('DeleteCacheParameterGroup', (client) =>
          client.send(new DeleteCacheParameterGroupCommand({ CacheParameterGroupName: part.name })),
        ),
        { CacheParameterGroupNotFound: 'absent' },
      ),
    async marked(marker) {
      const pages = await allPages((token) => describe(calls, { Marker: token }), nextMarker)
      return pages
        .flatMap(({ CacheParameterGroups = [] }) => CacheParameterGroups)
        .filter(({ Description = '' }) => Description.includes(marker))
        .map(({ CacheParameterGroupName = '', ARN = null }) => ({
          type: 'elasticache-parameter-group',
          name: CacheParameterGroupName,
          arn: ARN,
          status: statusOf(undefined),
        }))
    },
  }
}

function describe(calls: Calls, input: { CacheParameterGroupName?: string; Marker?: string | undefined }) {
  return calls.elasticache('DescribeCacheParameterGroups', (client) =>
    client.send(new DescribeCacheParameterGroupsCommand(input)),
  )
}
