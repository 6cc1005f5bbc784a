import { ListTagsForResourceCommand } from '@aws-sdk/client-elasticache'
import { CloudError } from '../../domain/resources/cloud.ts'
import { RESOURCE_TAG, type PartSight, type PartSpec } from '../../domain/resources/part.ts'
import { canonicalCode } from './canonical-code.ts'
import type { Calls } from './calls.ts'

type Owner = Extract<PartSight, { seen: 'present' }>['owner']

/** What everything of ours carries. */
export function wantedTags(part: PartSpec): Record<string, string> {
  return { ...part.tags, [RESOURCE_TAG]: part.resourceId }
}

export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/**
 * null: they cannot be read now. ElastiCache lists tags only of what is in service, a group that takes a snapshot is
 * not (terraform-provider-aws issue 44811); what is gone since has none.
 */
export async function readTags(
  calls: Calls,
  arn: string | undefined,
): Promise<Record<string, string> | null> {
  if (arn === undefined) return null
  try {
    const { TagList: tags = [] } = await calls.elasticache('ListTagsForResource', (client) =>
      client.send(new ListTagsForResourceCommand({ ResourceName: arn })),
    )
    return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))
  } catch (error) {
    if (error instanceof CloudError && /(State|NotFound)$/.test(canonicalCode(error.failure.code)))
      return null
    throw error
  }
}

export function ownerByTags(tags: Record<string, string> | null, part: PartSpec): Owner {
  if (tags === null) return 'unknown'
  return tags[RESOURCE_TAG] === part.resourceId ? 'ours' : 'foreign'
}
