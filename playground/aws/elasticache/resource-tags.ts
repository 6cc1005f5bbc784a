import { AwsFault } from '../aws-service.ts'
import { readArn } from './arns.ts'
import { clusterNotFound } from './cache-clusters.ts'
import type { Context } from './context.ts'
import { findGroup } from './group-find.ts'
import { readInput, required, tags, texts } from './input.ts'
import { checkTags } from './new-record.ts'
import { findParameterGroup } from './parameter-groups.ts'
import type { AwsRecord } from './records.ts'
import { snapshotNotFound } from './snapshots.ts'
import { subnetGroupNotFound } from './subnet-groups.ts'
import { findUserGroup } from './user-groups.ts'
import { userNotFound } from './users.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListTagsForResource.html */
export function listTags(context: Context): Record<string, unknown> {
  const { ResourceName: arn } = readInput(context.call, { ResourceName: required })
  return tagList(taggedThing(context, arn))
}

export function addTags(context: Context): Record<string, unknown> {
  const asked = readInput(context.call, { ResourceName: required, Tags: tags })
  const thing = taggedThing(context, asked.ResourceName)
  const wanted = { ...thing.tags, ...asked.Tags }
  checkTags(context, thing.name, wanted)
  thing.tags = wanted
  return tagList(thing)
}

export function removeTags(context: Context): Record<string, unknown> {
  const asked = readInput(context.call, { ResourceName: required, TagKeys: texts() })
  const thing = taggedThing(context, asked.ResourceName)
  const { TagKeys: keys = [] } = asked
  const missing = keys.find((key) => !Object.hasOwn(thing.tags, key))
  if (missing !== undefined)
    throw new AwsFault('TagNotFound', `The requested tag was not found on this resource: ${missing}`, 404)
  thing.tags = Object.fromEntries(Object.entries(thing.tags).filter(([key]) => !keys.includes(key)))
  return tagList(thing)
}

/** Throws AwsFault. A member has the tags of its group. */
function taggedThing({ region }: Context, sent: string): AwsRecord {
  const arn = readArn(sent, region.place.region)
  if (!arn)
    throw new AwsFault(
      'InvalidARN',
      `The requested Amazon Resource Name (ARN) does not refer to an existing resource: ${sent}`,
    )
  const { kind, name } = arn
  switch (kind) {
    case 'replicationgroup':
      return availableGroup(findGroup(region, name))
    case 'cluster': {
      const holder = [...region.replicationGroups.values()].find(({ members }) =>
        members.some((member) => member.name === name),
      )
      if (!holder) throw clusterNotFound(name)
      return availableGroup(holder)
    }
    case 'subnetgroup':
      return region.subnetGroups.get(name) ?? thrown(subnetGroupNotFound(name))
    case 'parametergroup':
      return findParameterGroup(region, name)
    case 'user':
      return region.users.get(name) ?? thrown(userNotFound(name))
    case 'usergroup':
      return findUserGroup(region, name)
    case 'snapshot':
      return region.snapshots.get(name) ?? thrown(snapshotNotFound(name))
  }
}

/** Not while it is created, changed or saved: hashicorp/terraform-provider-aws#44811, #41416. */
function availableGroup<Group extends AwsRecord & { status: string }>(group: Group): Group {
  if (group.status === 'available') return group
  throw new AwsFault(
    'InvalidReplicationGroupState',
    'Cluster not in available state to perform tagging operations.',
  )
}

function thrown(fault: AwsFault): never {
  throw fault
}

function tagList({ tags: all }: AwsRecord): Record<string, unknown> {
  const list = Object.entries(all).map(([Key, Value]) => ({ Key, Value }))
  return { TagList: { Tag: list } }
}
