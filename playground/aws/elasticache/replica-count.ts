import { AwsFault } from '../aws-service.ts'
import type { Context } from './context.ts'
import { newMember } from './group-create.ts'
import { findChangeableGroup } from './group-find.ts'
import { beginChange } from './group-phases.ts'
import { groupWire } from './group-wire.ts'
import { flag, integer, invalidCombination, invalidValue, readInput, required, texts } from './input.ts'
import type { Member, ReplicationGroup } from './records.ts'
import { refuse } from './refusals.ts'
import type { Region } from './region.ts'
import { zonesOf } from './subnet-groups.ts'

const MOST_REPLICAS = 5

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html */
export function increaseReplicaCount(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const asked = readInput(call, SHAPE)
  const { group, wanted, replicas } = readCount(context, asked)
  if (wanted < replicas)
    throw invalidValue(`The new replica count ${wanted} is below the current count ${replicas}.`)
  if (wanted > MOST_REPLICAS)
    throw invalidValue(`The new replica count must be between 0 and ${MOST_REPLICAS}.`)
  const zones = newZones(region, group, wanted - replicas)
  refuse(context, ['node-quota', 'capacity-sync'], { name: group.name, nodeType: group.nodeType, zones })
  beginChange(group, now + settings.modifyMs)
  const until = now + settings.modifyMs + settings.memberLagMs
  for (const zone of zones)
    group.members.push(newMember(group, { number: freeNumber(group), zone, now, until }))
  return { ReplicationGroup: groupWire(region, group, now) }
}

/**
 * With automatic failover one replica stays; words: hashicorp/terraform-provider-aws#24244.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
 */
export function decreaseReplicaCount(context: Context): Record<string, unknown> {
  const { call, region, now, settings } = context
  const asked = readInput(call, { ...SHAPE, ReplicasToRemove: texts() })
  const { group, wanted, replicas } = readCount(context, asked)
  if (wanted > replicas)
    throw invalidValue(`The new replica count ${wanted} is above the current count ${replicas}.`)
  const least = group.multiAz || group.automaticFailover ? 1 : 0
  if (wanted < least)
    throw invalidValue(
      'Must have at least 1 replica when cluster mode is disabled with auto failover enabled.',
    )
  const leaving = replicasToRemove(group, replicas - wanted, asked.ReplicasToRemove)
  beginChange(group, now + settings.modifyMs)
  for (const member of leaving) {
    member.status = 'deleting'
    member.until = now + settings.modifyMs + settings.memberLagMs
  }
  return { ReplicationGroup: groupWire(region, group, now) }
}

const SHAPE = { ReplicationGroupId: required, ApplyImmediately: flag, NewReplicaCount: integer }

function readCount(
  { region }: Context,
  asked: {
    ReplicationGroupId: string
    ApplyImmediately: boolean | undefined
    NewReplicaCount: number | undefined
  },
): { group: ReplicationGroup; wanted: number; replicas: number } {
  const { NewReplicaCount: wanted } = asked
  if (asked.ApplyImmediately !== true)
    throw invalidValue('ApplyImmediately=false is not currently supported.')
  if (wanted === undefined) throw invalidCombination('NewReplicaCount must be given.')
  if (wanted < 0) throw invalidValue(`Invalid replica count: ${wanted}`)
  const group = findChangeableGroup(region, asked.ReplicationGroupId)
  const replicas = group.members.length - 1
  if (wanted === replicas)
    throw new AwsFault(
      'NoOperationFault',
      'The operation was not performed because no changes were required.',
    )
  return { group, wanted, replicas }
}

/** Always the zone that has the fewest nodes. */
function newZones(region: Region, group: ReplicationGroup, count: number): string[] {
  const subnetGroup = region.subnetGroups.get(group.subnetGroup)
  const zones = subnetGroup ? zonesOf(region, subnetGroup) : []
  const used = group.members.map(({ zone }) => zone)
  const chosen: string[] = []
  while (chosen.length < count) {
    const nodesIn = (zone: string) => [...used, ...chosen].filter((one) => one === zone).length
    chosen.push(zones.toSorted((a, b) => nodesIn(a) - nodesIn(b))[0] ?? '')
  }
  return chosen
}

function freeNumber({ members }: ReplicationGroup): number {
  const used = new Set(members.map(({ name }) => Number(name.slice(-3))))
  let number = 1
  while (used.has(number)) number += 1
  return number
}

function replicasToRemove(group: ReplicationGroup, count: number, named: string[] | undefined): Member[] {
  const replicas = group.members.filter(({ role }) => role === 'replica')
  if (!named) return replicas.slice(-count)
  const found = replicas.filter(({ name }) => named.includes(name))
  if (found.length !== named.length || named.length !== count)
    throw invalidValue('ReplicasToRemove must name as many replicas as are to be removed.')
  return found
}
