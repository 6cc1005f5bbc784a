import { expect, test } from 'vitest'
import { openStage, redisParts } from './aws-adapter-stage.ts'

test('what a quota counts is counted: that of everybody, but not what AWS itself made', async () => {
  await using stage = await openStage()
  const { cloud, aws } = stage
  await stage.makeAll(redisParts())
  for (const kind of ['replication-group', 'subnet-group', 'parameter-group', 'user-group'] as const) {
    aws.addForeign(`elasticache-${kind}`, 'theirs')
  }
  const counted = (kind: string) => aws.inventory().filter((one) => one.kind === `elasticache-${kind}`).length

  // Two nodes of ours, one and more of theirs.
  expect(counted('cache-cluster')).toBeGreaterThan(2)
  expect(await cloud.used('NodeQuotaForCustomerExceeded')).toBe(counted('cache-cluster'))
  expect(await cloud.used('ClusterQuotaForCustomerExceededFault')).toBe(counted('cache-cluster'))
  expect(await cloud.used('CacheSubnetGroupQuotaExceeded')).toBe(2)
  expect(await cloud.used('CacheParameterGroupQuotaExceeded')).toBe(2)
  expect(await cloud.used('UserQuotaExceeded')).toBe(counted('user'))
  expect(await cloud.used('UserGroupQuotaExceeded')).toBe(2)
})

test('what cannot be counted is not known, and nobody is asked', async () => {
  await using stage = await openStage()
  expect(await stage.cloud.used('TagQuotaPerResourceExceeded')).toBeNull()
  expect(stage.operations()).toEqual([])
})
