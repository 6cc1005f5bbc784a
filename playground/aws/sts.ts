import { AwsFault, type AwsService } from './aws-service.ts'
import { assumeRole } from './sts-assume-role.ts'
import type { StsContext } from './sts-context.ts'

/** `arn:aws:iam::123456789012:user/…` */
function inAccount(arn: string, accountId: string): string {
  return arn.split(':').with(4, accountId).join(':')
}

/** Who one is, and how one becomes somebody else. */
export function createSts(context: StsContext): AwsService {
  return {
    operations: ['GetCallerIdentity', 'AssumeRole'],
    answer(call) {
      const caller = context.identityOf(call.accessKeyId)
      if (!caller)
        throw new AwsFault(
          'InvalidClientTokenId',
          'The security token included in the request is invalid.',
          403,
        )
      if (call.operation === 'AssumeRole') return assumeRole(context, { input: call.input, caller })
      const accountId = context.accountId()
      return { UserId: caller.userId, Account: accountId, Arn: inAccount(caller.arn, accountId) }
    },
  }
}
