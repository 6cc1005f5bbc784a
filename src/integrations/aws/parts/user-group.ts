import {
  CreateUserGroupCommand,
  DeleteUserGroupCommand,
  DescribeUserGroupsCommand,
} from '@aws-sdk/client-elasticache'
import { z } from 'zod'
import { NOTHING_TO_DO, unlessAbsent, written } from '../answers.ts'
import { ownerByTags, readTags, tagList, wantedTags } from '../tags.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const wanted = z.object({ engine: z.string(), userIds: z.array(z.string()) })

export function createUserGroups({ calls }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const answer = await unlessAbsent(
        calls.elasticache('DescribeUserGroups', (client) =>
          client.send(new DescribeUserGroupsCommand({ UserGroupId: part.name })),
        ),
        'UserGroupNotFound',
      )
      const group = answer?.UserGroups?.[0]
      if (!group) return ABSENT
      return {
        seen: 'present',
        owner: ownerByTags(await readTags(calls, group.ARN), part),
        arn: group.ARN ?? null,
        status: statusOf(group.Status),
        values: { userIds: group.UserIds ?? [], replicationGroups: group.ReplicationGroups ?? [] },
      }
    },
    make(part) {
      const { engine, userIds } = wanted.parse(part.values)
      const sent = calls.elasticache('CreateUserGroup', (client) =>
        client.send(
          new CreateUserGroupCommand({
            UserGroupId: part.name,
            Engine: engine,
            UserIds: userIds,
            Tags: tagList(wantedTags(part)),
          }),
        ),
      )
      return written(sent, { UserGroupAlreadyExists: 'exists' })
    },
    mend: () => Promise.resolve(NOTHING_TO_DO),
    unmake: (part) =>
      written(
        calls.elasticache('DeleteUserGroup', (client) =>
          client.send(new DeleteUserGroupCommand({ UserGroupId: part.name })),
        ),
        { UserGroupNotFound: 'absent' },
      ),
  }
}
