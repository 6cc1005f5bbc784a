import { CloudError, type Cloud } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import { createCalls, type AwsCallNote } from './calls.ts'
import { createClients, type ClientOptions } from './clients.ts'
import { createCloud } from './create-cloud.ts'
import { checkAccountId, createIdentity } from './identity.ts'

export interface PlaceOptions extends ClientOptions {
  clock: Clock
  onCall?: (call: AwsCallNote) => void
}

export interface Place {
  /** All of it works only while the credentials lead to the account of these ids; none: to any. */
  cloud(accountIds: readonly string[]): Cloud
  close(): void
}

/** One account in one region, and the connections to it. Loads the SDK; `createClouds` does so when it is needed. */
export function openPlace(options: PlaceOptions): Place {
  const { account, region, onCall } = options
  const clients = createClients(options)
  const deps = { ...options, account: account.name, clients }
  const identity = createIdentity(clients, createCalls(deps))

  const check = async (accountIds: readonly string[]): Promise<void> => {
    const generation = clients.generation()
    const found = await identity()
    try {
      checkAccountId(found, accountIds)
    } catch (error) {
      // Somebody may correct the profile while everything waits.
      clients.renew(generation)
      if (error instanceof CloudError) {
        const { action, class: outcome } = error.failure
        onCall?.({ account: account.name, region, action, outcome, ms: 0, failure: error.failure })
      }
      throw error
    }
  }
  const clouds = new Map<string, Cloud>()
  return {
    cloud(accountIds) {
      const key = accountIds.join(' ')
      const guard = accountIds.length === 0 ? undefined : () => check(accountIds)
      const cloud = clouds.get(key) ?? createCloud({ ...deps, guard })
      clouds.set(key, cloud)
      return cloud
    },
    close: clients.close,
  }
}
