import { CreateUserCommand, DeleteUserCommand, DescribeUsersCommand } from '@aws-sdk/client-elasticache'
import { GetParameterCommand } from '@aws-sdk/client-ssm'
import { z } from 'zod'
import { NOTHING_TO_DO, unlessAbsent, written } from '../answers.ts'
import type { Calls } from '../calls.ts'
import { ownerByTags, readTags, tagList, wantedTags } from '../tags.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const wanted = z.object({
  userName: z.string(),
  engine: z.string(),
  accessString: z.string(),
  /** Name of the parameter with the password. */
  passwordFrom: z.string(),
})

export function createUsers({ calls }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const answer = await unlessAbsent(
        calls.elasticache('DescribeUsers', (client) =>
          client.send(new DescribeUsersCommand({ UserId: part.name })),
        ),
        'UserNotFound',
      )
      const user = answer?.Users?.[0]
      if (!user) return ABSENT
      return {
        seen: 'present',
        owner: ownerByTags(await readTags(calls, user.ARN), part),
        arn: user.ARN ?? null,
        status: statusOf(user.Status),
        values: {
          engine: (user.Engine ?? '').toLowerCase(),
          userName: user.UserName ?? '',
          userGroups: user.UserGroupIds ?? [],
        },
      }
    },
    async make(part) {
      const { userName, engine, accessString, passwordFrom } = wanted.parse(part.values)
      const password = await readPassword(calls, passwordFrom)
      const sent = calls.elasticache(
        'CreateUser',
        (client) =>
          client.send(
            new CreateUserCommand({
              UserId: part.name,
              UserName: userName,
              Engine: engine,
              AccessString: accessString,
              Passwords: [password],
              Tags: tagList(wantedTags(part)),
            }),
          ),
        { secret: password },
      )
      return written(sent, { UserAlreadyExists: 'exists' })
    },
    mend: () => Promise.resolve(NOTHING_TO_DO),
    unmake: (part) =>
      written(
        calls.elasticache('DeleteUser', (client) =>
          client.send(new DeleteUserCommand({ UserId: part.name })),
        ),
        { UserNotFound: 'absent' },
      ),
  }
}

async function readPassword(calls: Calls, name: string): Promise<string> {
  const { Parameter: parameter } = await calls.ssm('GetParameter', (client) =>
    client.send(new GetParameterCommand({ Name: name, WithDecryption: true })),
  )
  return parameter?.Value ?? ''
}
