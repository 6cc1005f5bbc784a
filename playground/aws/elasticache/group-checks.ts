import { AwsFault } from '../aws-service.ts'
import { AWS_ACCOUNT_ID } from '../places.ts'
import type { Context } from './context.ts'
import { invalidCombination, invalidValue } from './input.ts'
import { findParameterGroup } from './parameter-groups.ts'
import type { ReplicationGroup } from './records.ts'
import type { Region } from './region.ts'
import { subnetGroupNotFound, zonesOf } from './subnet-groups.ts'
import { checkActive, findUserGroup } from './user-groups.ts'

/** Words: hashicorp/terraform#25077 and hashicorp/terraform-provider-aws#34819. */
export function checkFailover(group: { automaticFailover: boolean; multiAz: boolean; nodes: number }): void {
  if (group.multiAz && group.nodes < 2)
    throw invalidValue('Must have at least 1 replica for Multi-AZ enabled Replication Group')
  if (group.automaticFailover && group.nodes < 2)
    throw invalidCombination(
      'When using automatic failover, there must be at least 2 cache clusters in the replication group.',
    )
  if (group.multiAz && !group.automaticFailover)
    throw invalidCombination('Multi-AZ needs automatic failover to be enabled.')
}

/** What a new group refers to is there, usable and of its engine. */
export function checkReferences(
  context: Context,
  group: Pick<ReplicationGroup, 'subnetGroup' | 'securityGroups' | 'kmsKeyId' | 'userGroups' | 'engine'>,
): void {
  const { region } = context
  const { place } = region
  if (!region.subnetGroups.has(group.subnetGroup)) throw subnetGroupNotFound(group.subnetGroup)
  checkSecurityGroups(region, group.securityGroups)
  const keys = place.kmsKeys.flatMap((id) => [id, `arn:aws:kms:${place.region}:${AWS_ACCOUNT_ID}:key/${id}`])
  if (group.kmsKeyId !== null && !keys.includes(group.kmsKeyId))
    throw new AwsFault('InvalidKMSKeyFault', 'The KMS key supplied is not valid.')
  checkUserGroups(context, group)
}

export function checkSecurityGroups({ place }: Region, ids: string[]): void {
  const unknown = ids.filter((id) => !place.securityGroups.includes(id))
  if (unknown.length > 0) throw invalidValue(`Some security group Ids are invalid: [${unknown.join(', ')}]`)
}

/** One at most. A cache of Redis takes groups of Redis only, one of Valkey both. */
export function checkUserGroups(
  context: Context,
  { userGroups, engine }: Pick<ReplicationGroup, 'userGroups' | 'engine'>,
): void {
  if (userGroups.length > 1) throw invalidValue('A replication group can have one user group only.')
  for (const id of userGroups) {
    const group = findUserGroup(context.region, id)
    checkActive(context, group, 'associated')
    if (engine === 'redis' && group.engine !== 'redis')
      throw invalidCombination(`User group ${id} has engine ${group.engine}, the replication group redis.`)
  }
}

/** Words: aws-samples/dify-self-hosted-on-aws#24. */
export function checkFamily(region: Region, family: string, parameterGroup: string): void {
  const found = findParameterGroup(region, parameterGroup).family
  if (found !== family)
    throw invalidCombination(
      `Expected a parameter group of family ${family} but found one of family ${found}`,
    )
}

export function familyDefault(family: string): string {
  return `default.${family}`
}

/** A zone for each node. The words about their number: hashicorp/terraform-provider-aws#38493. */
export function readZones(
  region: Region,
  wanted: { subnetGroup: string; nodes: number; preferred: string[] | undefined },
): string[] {
  const { nodes, preferred } = wanted
  const group = region.subnetGroups.get(wanted.subnetGroup)
  const zones = group ? zonesOf(region, group) : []
  if (!preferred) return Array.from({ length: nodes }, (_, index) => zones[index % zones.length] ?? '')
  if (preferred.length !== nodes)
    throw invalidValue(
      'When specifying preferred availability zones, the number of cache clusters must be specified and must match ' +
        'the number of preferred availability zones.',
    )
  const foreign = preferred.filter((zone) => !zones.includes(zone))
  if (foreign.length > 0)
    throw invalidValue(
      `The availability zones [${foreign.join(', ')}] are not in the cache subnet group ${wanted.subnetGroup}.`,
    )
  return preferred
}
