import { DescribeCacheEngineVersionsCommand } from '@aws-sdk/client-elasticache'
import { CloudError } from '../../../domain/resources/cloud.ts'
import type { Calls } from '../calls.ts'

/** The parameter group family of an engine version, as AWS says it: families do not follow from versions. */
export async function familyOf(calls: Calls, engine: string, version: string): Promise<string> {
  const { CacheEngineVersions: versions = [], $metadata } = await calls.elasticache(
    'DescribeCacheEngineVersions',
    (client) =>
      client.send(new DescribeCacheEngineVersionsCommand({ Engine: engine, EngineVersion: version })),
  )
  const family = versions.find(({ CacheParameterGroupFamily: one }) => one)?.CacheParameterGroupFamily
  if (family !== undefined) return family
  throw new CloudError({
    class: 'wrong-request',
    code: 'engine-version-not-offered',
    message: `AWS offers no ${engine} ${version} in this region`,
    action: 'elasticache:DescribeCacheEngineVersions',
    requestId: $metadata.requestId ?? null,
    retryAfterMs: null,
  })
}
