import {
  CreateCacheParameterGroupCommand,
  CreateCacheSubnetGroupCommand,
  DescribeCacheClustersCommand,
  DescribeCacheEngineVersionsCommand,
  DescribeCacheParameterGroupsCommand,
  DescribeCacheParametersCommand,
  DescribeCacheSubnetGroupsCommand,
  ModifyCacheParameterGroupCommand,
  type ParameterNameValue,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  makeGroup,
  makeGroupNeeds,
  openAws,
  PLACE,
  refusalOf,
  SETTINGS,
  type AwsStage,
} from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const set = (values: Record<string, string>, CacheParameterGroupName = 'sessions') => {
  const ParameterNameValues: ParameterNameValue[] = Object.entries(values).map(
    ([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue }),
  )
  return stage.client.send(
    new ModifyCacheParameterGroupCommand({ CacheParameterGroupName, ParameterNameValues }),
  )
}

test('the family of an engine version is asked for', async () => {
  const familyOf = async (Engine: string, EngineVersion: string) => {
    const command = new DescribeCacheEngineVersionsCommand({ Engine, EngineVersion })
    const { CacheEngineVersions = [] } = await stage.client.send(command)
    return CacheEngineVersions.map(({ CacheParameterGroupFamily }) => CacheParameterGroupFamily)
  }
  expect(await familyOf('valkey', '7.2')).toEqual(['valkey7'])
  expect(await familyOf('valkey', '8.1')).toEqual(['valkey8'])
  expect(await familyOf('valkey', '9.0')).toEqual(['valkey9'])
  expect(await familyOf('redis', '6.2')).toEqual(['redis6.x'])
  expect(await familyOf('redis', '7.1')).toEqual(['redis7'])
  expect(await familyOf('redis', '9.9')).toEqual([])
})

test('parameters are set twenty at a time, all or none', async () => {
  await makeGroupNeeds(stage)
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`p${index}`, '1']))
  expect(await refusalOf(set(many))).toMatchObject({ message: expect.stringContaining('20') as string })
  for (const [values, words] of [
    [{ timeout: '30', maxmemorypolicy: 'x' }, /maxmemorypolicy/],
    [{ timeout: '30', 'maxmemory-policy': 'all-keys' }, /all-keys/],
    [{ timeout: '30', 'maxmemory-samples': '65' }, /65/],
    [{ timeout: '30', appendonly: 'yes' }, /appendonly/],
  ] as const)
    expect(await refusalOf(set(values))).toMatchObject({
      Code: 'InvalidParameterValue',
      message: expect.stringMatching(words) as string,
    })
  await set({ timeout: '0', 'maxmemory-policy': 'allkeys-lru' })
  const read = new DescribeCacheParametersCommand({ CacheParameterGroupName: 'sessions', Source: 'user' })
  const { Parameters = [] } = await stage.client.send(read)
  expect(Parameters.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue])).toEqual([
    ['maxmemory-policy', 'allkeys-lru'],
    ['timeout', '0'],
  ])
})

test('the members of a group apply them a moment later', async () => {
  await makeGroup(stage)
  const applied = async () => {
    const { CacheClusters = [] } = await stage.client.send(new DescribeCacheClustersCommand({}))
    return CacheClusters.map(({ CacheParameterGroup }) => CacheParameterGroup?.ParameterApplyStatus)
  }
  await set({ timeout: '30' })
  expect(await applied()).toEqual(['applying', 'applying'])
  stage.pass(SETTINGS.parametersMs)
  expect(await applied()).toEqual(['in-sync', 'in-sync'])
})

test('default groups are there, and are not changed', async () => {
  const { CacheParameterGroups = [] } = await stage.client.send(
    new DescribeCacheParameterGroupsCommand({ CacheParameterGroupName: 'default.valkey9.cluster.on' }),
  )
  expect(CacheParameterGroups[0]?.CacheParameterGroupFamily).toBe('valkey9')
  expect(await refusalOf(set({ timeout: '1' }, 'default.redis7'))).toMatchObject({
    Code: 'InvalidParameterValue',
  })
  expect(await refusalOf(set({ timeout: '1' }, 'x'))).toMatchObject({
    name: 'CacheParameterGroupNotFoundFault',
    Code: 'CacheParameterGroupNotFound',
    status: 404,
  })
  const odd = new CreateCacheParameterGroupCommand({
    CacheParameterGroupName: 'odd',
    CacheParameterGroupFamily: 'valkey9.cluster.on',
    Description: 'a name is no family',
  })
  expect(await refusalOf(stage.client.send(odd))).toMatchObject({ Code: 'InvalidParameterValue' })
})

test('a subnet group knows its zones, takes known subnets, and is found by any case', async () => {
  await makeGroupNeeds(stage)
  const { CacheSubnetGroups = [] } = await stage.client.send(
    new DescribeCacheSubnetGroupsCommand({ CacheSubnetGroupName: 'SESSIONS' }),
  )
  const zones = CacheSubnetGroups[0]?.Subnets?.map(
    ({ SubnetAvailabilityZone }) => SubnetAvailabilityZone?.Name,
  )
  expect(zones).toEqual(PLACE.subnets.map(({ zone }) => zone))
  const create = (CacheSubnetGroupName: string, SubnetIds: string[]) =>
    stage.client.send(
      new CreateCacheSubnetGroupCommand({
        CacheSubnetGroupName,
        CacheSubnetGroupDescription: 'd',
        SubnetIds,
      }),
    )
  expect(await refusalOf(create('other', ['subnet-x']))).toEqual({
    name: 'InvalidParameterValueException',
    Code: 'InvalidParameterValue',
    message: 'Some input subnets in :[subnet-x] are invalid.',
    status: 400,
  })
  expect(await refusalOf(create('other', []))).toMatchObject({ Code: 'InvalidParameterValue' })
  expect(await refusalOf(create('sessions', [PLACE.subnets[0]?.id ?? '']))).toEqual({
    name: 'CacheSubnetGroupAlreadyExistsFault',
    Code: 'CacheSubnetGroupAlreadyExists',
    message: 'Cache subnet group sessions already exists.',
    status: 400,
  })
  expect(
    await refusalOf(stage.client.send(new DescribeCacheSubnetGroupsCommand({ CacheSubnetGroupName: 'x' }))),
  ).toMatchObject({ name: 'CacheSubnetGroupNotFoundFault', status: 400 })
})
