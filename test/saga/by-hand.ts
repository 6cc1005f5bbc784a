import {
  AddTagsToResourceCommand,
  ElastiCacheClient,
  RemoveTagsFromResourceCommand,
} from '@aws-sdk/client-elasticache'
import { DEFAULT_REGION } from '../../playground/aws/places.ts'
import { RESOURCE_TAG } from '../../src/domain/resources/part.ts'
import type { SagaStage } from '../harness/saga-stage.ts'

function client({ aws }: SagaStage): ElastiCacheClient {
  const { url: endpoint, credentials } = aws
  return new ElastiCacheClient({ endpoint, region: DEFAULT_REGION, credentials })
}

function arnOf({ aws }: SagaStage, kind: string): string {
  const found = aws.inventory().find((item) => item.kind === kind)
  if (!found) throw new Error(`there is no ${kind}`)
  return found.arn
}

/** As a tag cleaner does. */
export async function unmarkUser(stage: SagaStage): Promise<void> {
  const ResourceName = arnOf(stage, 'elasticache-user')
  await client(stage).send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: [RESOURCE_TAG] }))
}

export async function markUserAgain(stage: SagaStage, resourceId: string): Promise<void> {
  const ResourceName = arnOf(stage, 'elasticache-user')
  const Tags = [{ Key: RESOURCE_TAG, Value: resourceId }]
  await client(stage).send(new AddTagsToResourceCommand({ ResourceName, Tags }))
}

/** As an automatic tagger does that has another opinion. */
export async function setTagBack(stage: SagaStage): Promise<void> {
  const ResourceName = arnOf(stage, 'elasticache-replication-group')
  await client(stage).send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: ['cost-center'] }))
}
