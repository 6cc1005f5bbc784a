import {
  AddTagsToResourceCommand,
  CreateReplicationGroupCommand,
  DeleteReplicationGroupCommand,
  type CacheCluster,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache'
import type { PartSight, PartSpec } from '../../../domain/resources/part.ts'
import { NOTHING_TO_DO, written } from '../answers.ts'
import { ownerByDescription } from '../description.ts'
import { membersOf, type GroupReads } from '../group-reads.ts'
import { readTags, tagList, wantedTags } from '../tags.ts'
import { creationOf } from './replication-group-creation.ts'
import { CREATING, leftMembersSight, replicationGroupSight } from './replication-group-sight.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

export function createReplicationGroups(deps: PartDeps): PartAdapter {
  const { calls, groups } = deps
  return {
    look: (part) => look(deps, part),
    make(part) {
      const sent = calls.elasticache('CreateReplicationGroup', (client) =>
        client.send(new CreateReplicationGroupCommand(creationOf(part))),
      )
      return written(sent, { ReplicationGroupAlreadyExists: 'exists' })
    },
    async mend(part) {
      const group = (await groups.replicationGroups([part.name])).get(part.name)
      if (!group) return { ...NOTHING_TO_DO, answer: 'absent' }
      const found = await readTags(calls, group.ARN)
      const missing = Object.entries(wantedTags(part)).filter(([key, value]) => found?.[key] !== value)
      if (found === null || missing.length === 0) return NOTHING_TO_DO
      const sent = calls.elasticache('AddTagsToResource', (client) =>
        client.send(
          new AddTagsToResourceCommand({
            ResourceName: group.ARN,
            Tags: tagList(Object.fromEntries(missing)),
          }),
        ),
      )
      return written(sent, { ReplicationGroupNotFound: 'absent' })
    },
    unmake: (part) =>
      written(
        calls.elasticache('DeleteReplicationGroup', (client) =>
          client.send(
            new DeleteReplicationGroupCommand({ ReplicationGroupId: part.name, RetainPrimaryCluster: false }),
          ),
        ),
        { ReplicationGroupNotFound: 'absent' },
      ),
    async marked(marker) {
      const all = await groups.replicationGroups('all')
      return [...all.values()]
        .filter(({ Description = '' }) => Description.includes(marker))
        .map(({ ReplicationGroupId = '', ARN = null, Status }) => ({
          type: 'elasticache-replication-group',
          name: ReplicationGroupId,
          arn: ARN,
          status: statusOf(Status),
        }))
    },
  }
}

/** Tags are read once they can be; before that, and of what is not ours, they are null. */
async function look({ calls, groups }: PartDeps, part: PartSpec): Promise<PartSight> {
  const group = (await groups.replicationGroups([part.name])).get(part.name)
  if (!group) return lookForMembers(groups, part)
  const owner = ownerByDescription(group.Description, part)
  const [clusters, tags] = await Promise.all([
    membersTellMore(group)
      ? groups.cacheClusters(group.MemberClusters ?? [])
      : new Map<string, CacheCluster>(),
    owner === 'ours' && group.Status === 'available' ? readTags(calls, group.ARN) : null,
  ])
  const members = [...clusters.values()].filter((one) => one.ReplicationGroupId === part.name)
  return {
    seen: 'present',
    owner,
    arn: group.ARN ?? null,
    status: statusOf(group.Status),
    values: replicationGroupSight(group, members, tags),
  }
}

/** Of a group that is being made the members say the same, and most of these looks are at such a group. */
function membersTellMore({ Status }: ReplicationGroup): boolean {
  return statusOf(Status) !== CREATING
}

/** Members may go after their group; until then whatever they use cannot be deleted. */
async function lookForMembers(groups: GroupReads, part: PartSpec): Promise<PartSight> {
  const members = await membersOf(groups, part.name)
  return members.length === 0 ? ABSENT : leftMembersSight(members)
}
