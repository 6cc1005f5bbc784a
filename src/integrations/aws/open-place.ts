import type { Cloud } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import { createAccountGuard } from './account-guard.ts'
import type { AwsCallNote } from './calls.ts'
import { createClients, type ClientOptions } from './clients.ts'
import { createCloud } from './create-cloud.ts'

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
  const { account } = options
  const clients = createClients(options)
  const deps = { ...options, account: account.name, clients }
  const guardFor = createAccountGuard(deps)
  const clouds = new Map<string, Cloud>()
  return {
    cloud(accountIds) {
      const key = accountIds.join(' ')
      const cloud = clouds.get(key) ?? createCloud({ ...deps, guard: guardFor(accountIds) })
      clouds.set(key, cloud)
      return cloud
    },
    close: clients.close,
  }
}
