import { AwsFault } from '../aws-service.ts'
import { arnOf } from './arns.ts'
import type { Context } from './context.ts'
import { integer, invalidValue, readInput, required, tags, text, texts } from './input.ts'
import { newName } from './names.ts'
import { isVisible, newRecord } from './new-record.ts'
import { byName, page } from './paging.ts'
import { refuse } from './refusals.ts'
import type { Region } from './region.ts'
import type { SubnetGroup } from './records.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html */
export function createSubnetGroup(context: Context): Record<string, unknown> {
  const { call, region } = context
  const asked = readInput(call, {
    CacheSubnetGroupName: required,
    CacheSubnetGroupDescription: required,
    SubnetIds: texts('SubnetIdentifier'),
    Tags: tags,
  })
  const { CacheSubnetGroupDescription: description, SubnetIds: subnetIds = [] } = asked
  const name = newName(asked.CacheSubnetGroupName, { parameter: 'CacheSubnetGroupName', most: 255 })
  if (name === 'default') throw invalidValue('The cache subnet group name default is reserved.')
  if (subnetIds.length === 0)
    throw invalidValue('The parameter SubnetIds must be provided and must not be empty.')
  if (region.subnetGroups.has(name))
    throw new AwsFault('CacheSubnetGroupAlreadyExists', `Cache subnet group ${name} already exists.`)
  const unknown = subnetIds.filter((id) => !region.place.subnets.some((subnet) => subnet.id === id))
  if (unknown.length > 0) throw invalidValue(`Some input subnets in :[${unknown.join(', ')}] are invalid.`)
  refuse(context, ['invalid-subnet', 'subnet-group-quota'], { name, subnetIds })
  const group: SubnetGroup = { ...newRecord(context, name, asked.Tags), description, subnetIds }
  region.subnetGroups.set(name, group)
  return { CacheSubnetGroup: shown(region, group) }
}

export function describeSubnetGroups({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, { CacheSubnetGroupName: text, MaxRecords: integer, Marker: text })
  const name = asked.CacheSubnetGroupName?.toLowerCase()
  const found = [...region.subnetGroups.values()]
    .filter((group) => isVisible(group, now) && (name === undefined || group.name === name))
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw subnetGroupNotFound(name)
  const { items, Marker } = page(found, asked, (group) => group.name)
  return { Marker, CacheSubnetGroups: { CacheSubnetGroup: items.map((group) => shown(region, group)) } }
}

export function deleteSubnetGroup({ call, region }: Context): Record<string, unknown> {
  const name = readInput(call, { CacheSubnetGroupName: required }).CacheSubnetGroupName.toLowerCase()
  if (!region.subnetGroups.has(name)) throw subnetGroupNotFound(name)
  const isUsed = [...region.replicationGroups.values(), ...region.leftovers].some(
    (user) => user.subnetGroup === name,
  )
  if (isUsed)
    throw new AwsFault(
      'CacheSubnetGroupInUse',
      `Cache subnet group ${name} is currently in use by a cache cluster.`,
    )
  region.subnetGroups.delete(name)
  return {}
}

/** HTTP 400 and this wire code, unlike the others: the service model says so. */
export function subnetGroupNotFound(name: string): AwsFault {
  return new AwsFault('CacheSubnetGroupNotFoundFault', `Cache Subnet Group ${name} does not exist.`)
}

export function zonesOf({ place }: Region, { subnetIds }: SubnetGroup): string[] {
  const zones = place.subnets.filter(({ id }) => subnetIds.includes(id)).map(({ zone }) => zone)
  return [...new Set(zones)]
}

function shown({ place }: Region, { name, description, subnetIds }: SubnetGroup): Record<string, unknown> {
  const subnets = subnetIds.map((id) => ({
    SubnetIdentifier: id,
    SubnetAvailabilityZone: { Name: place.subnets.find((subnet) => subnet.id === id)?.zone },
    SupportedNetworkTypes: { member: ['ipv4'] },
  }))
  return {
    CacheSubnetGroupName: name,
    CacheSubnetGroupDescription: description,
    VpcId: place.vpcId,
    Subnets: { Subnet: subnets },
    ARN: arnOf(place.region, 'subnetgroup', name),
    SupportedNetworkTypes: { member: ['ipv4'] },
  }
}
