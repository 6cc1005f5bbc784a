import type { CloudAccountCheck, Clouds } from '../../domain/resources/cloud.ts'
import type { Prices } from '../../domain/resources/price.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import { createAccountCheck } from './create-account-check.ts'
import { createClouds } from './create-clouds.ts'
import { createPrices } from './prices.ts'

export interface AwsOptions {
  accounts: readonly AwsAccount[]
  clock: Clock
  /** For metrics and logs. */
  onCall?: (call: AwsCallNote) => void
}

export interface Aws {
  clouds: Clouds
  prices: Prices
  /** To ask each account who the bot is there, and what it may do. */
  cloudAccounts: { account: string; check(): Promise<CloudAccountCheck> }[]
  close(): void
}

/** Everything that is asked of AWS. Nothing is loaded or called before it is needed. */
export function createAws(options: AwsOptions): Aws {
  const { accounts } = options
  const clouds = createClouds(options)
  const prices = createPrices({ ...options, account: accounts[0] ?? null })
  const cloudAccounts = accounts.map((account) => {
    return { account: account.name, check: createAccountCheck({ ...options, account }) }
  })
  return {
    clouds,
    prices,
    cloudAccounts,
    close() {
      clouds.close()
      prices.close()
    },
  }
}
