import {
  CreateSnapshotCommand,
  DeleteSnapshotCommand,
  DescribeSnapshotsCommand,
} from '@aws-sdk/client-elasticache'
import { z } from 'zod'
import { CloudError } from '../../../domain/resources/cloud.ts'
import { NOTHING_TO_DO, unlessAbsent, written } from '../answers.ts'
import type { GroupReads } from '../group-reads.ts'
import { ownerByTags, readTags, tagList, wantedTags } from '../tags.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const wanted = z.object({ replicationGroup: z.string() })

export function createSnapshots({ calls, groups }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const answer = await unlessAbsent(
        calls.elasticache('DescribeSnapshots', (client) =>
          client.send(new DescribeSnapshotsCommand({ SnapshotName: part.name })),
        ),
        'SnapshotNotFound',
      )
      const snapshot = answer?.Snapshots?.[0]
      if (!snapshot) return ABSENT
      return {
        seen: 'present',
        owner: ownerByTags(await readTags(calls, snapshot.ARN), part),
        arn: snapshot.ARN ?? null,
        status: statusOf(snapshot.SnapshotStatus),
        values: { replicationGroup: snapshot.ReplicationGroupId ?? '' },
      }
    },
    async make(part) {
      const member = await primaryOf(groups, wanted.parse(part.values).replicationGroup)
      const sent = calls.elasticache('CreateSnapshot', (client) =>
        client.send(
          new CreateSnapshotCommand({
            CacheClusterId: member,
            SnapshotName: part.name,
            Tags: tagList(wantedTags(part)),
          }),
        ),
      )
      return written(sent, { SnapshotAlreadyExists: 'exists' })
    },
    mend: () => Promise.resolve(NOTHING_TO_DO),
    unmake: (part) =>
      written(
        calls.elasticache('DeleteSnapshot', (client) =>
          client.send(new DeleteSnapshotCommand({ SnapshotName: part.name })),
        ),
        { SnapshotNotFound: 'absent' },
      ),
  }
}

/**
 * With cluster mode disabled AWS takes no snapshot of a group ("Please specify a cache cluster instead"): it is taken of
 * the primary, which has everything that was written.
 */
async function primaryOf(groups: GroupReads, name: string): Promise<string> {
  const group = (await groups.replicationGroups([name])).get(name)
  const placed = group?.NodeGroups?.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers) ?? []
  const primary = placed.find(({ CurrentRole }) => CurrentRole === 'primary')?.CacheClusterId
  const member = primary ?? group?.MemberClusters?.[0]
  if (member !== undefined) return member
  throw new CloudError({
    class: group ? 'busy' : 'wrong-request',
    code: group ? 'no-primary' : 'ReplicationGroupNotFoundFault',
    message: group ? `${name} has no primary at present` : `there is no replication group ${name}`,
    action: 'elasticache:CreateSnapshot',
    requestId: null,
    retryAfterMs: null,
  })
}
