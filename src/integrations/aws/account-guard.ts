import { CloudError } from '../../domain/resources/cloud.ts'
import { createCalls, type CallsDeps } from './calls.ts'
import { checkAccountId, createIdentity } from './identity.ts'

/**
 * Asks whose the credentials are; the answer is kept as long as they are. What it makes throws CloudError while they lead
 * to another account than that of these ids; none: any account will do.
 */
export function createAccountGuard(
  deps: Omit<CallsDeps, 'guard'>,
): (accountIds: readonly string[]) => (() => Promise<void>) | undefined {
  const { account, region, clients, onCall } = deps
  const identity = createIdentity(clients, createCalls(deps))
  return (accountIds) => {
    if (accountIds.length === 0) return undefined
    return async () => {
      const generation = clients.generation()
      const found = await identity()
      try {
        checkAccountId(found, accountIds)
      } catch (error) {
        // Somebody may correct the profile while everything waits.
        clients.renew(generation)
        if (error instanceof CloudError) {
          const { action, class: outcome } = error.failure
          onCall?.({ account, region, action, outcome, ms: 0, failure: error.failure })
        }
        throw error
      }
    }
  }
}
