import type { CloudAccountCheck } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import { homeRegion } from './home-region.ts'
import type { Duty } from './iam-actions.ts'

export interface AccountCheckOptions {
  account: AwsAccount
  clock: Clock
  onCall?: (call: AwsCallNote) => void
  /** What it is for: only what that needs is asked about. */
  duties?: readonly Duty[]
  /** Where the parameters would be; default: the home region of the partition. */
  region?: string
}

/** Never throws for what AWS or the network does: that is the check's `problem`. */
export function createAccountCheck(options: AccountCheckOptions): () => Promise<CloudAccountCheck> {
  const region = options.region ?? homeRegion(options.account.role?.arn)
  return async () => {
    const { checkAccount } = await import('./check-account.ts')
    return checkAccount({ duties: ['resources'], ...options, region })
  }
}
