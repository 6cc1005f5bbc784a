import { AwsFault, type AwsService } from './aws-service.ts'
import { assumeRole } from './sts-assume-role.ts'
import type { StsContext } from './sts-context.ts'

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
      return { UserId: caller.userId, Account: context.accountId, Arn: caller.arn }
    },
  }
}
