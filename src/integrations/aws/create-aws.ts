import type { CostSource } from '../../domain/cost/source.ts'
import type { CloudAccountCheck, Clouds } from '../../domain/resources/cloud.ts'
import type { Prices } from '../../domain/resources/price.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import type { CostExplorerSettings } from './cost-explorer-settings.ts'
import { createCostExplorer } from './cost-explorer.ts'
import { createAccountCheck } from './create-account-check.ts'
import { createClouds } from './create-clouds.ts'
import type { Duty } from './iam-actions.ts'
import { createPrices } from './prices.ts'

export interface AwsOptions {
  accounts: readonly AwsAccount[]
  clock: Clock
  /** What each account is for, by its name; left out: resources. */
  dutiesOf?: (account: string) => readonly Duty[]
  /** For metrics and logs. */
  onCall?: (call: AwsCallNote) => void
}

export interface Aws {
  clouds: Clouds
  prices: Prices
  /** Cost Explorer of one of the accounts. Throws for an account that is not in the configuration. */
  costSource(settings: { account: string } & CostExplorerSettings): CostSource
  /** To ask each account who the bot is there, and what it may do. */
  cloudAccounts: { account: string; check(): Promise<CloudAccountCheck> }[]
  close(): void
}

/** Everything that is asked of AWS. Nothing is loaded or called before it is needed. */
export function createAws({ dutiesOf = () => ['resources'], ...options }: AwsOptions): Aws {
  const { accounts } = options
  const clouds = createClouds(options)
  const prices = createPrices({ ...options, account: accounts[0] ?? null })
  const cloudAccounts = accounts.map((account) => {
    const { name } = account
    return { account: name, check: createAccountCheck({ ...options, account, duties: dutiesOf(name) }) }
  })
  const costSources: { close(): void }[] = []
  return {
    clouds,
    prices,
    costSource({ account: name, ...settings }) {
      const account = accounts.find((one) => one.name === name)
      if (!account) throw new Error(`there is no AWS account ${name}`)
      const source = createCostExplorer({ ...options, ...settings, account })
      costSources.push(source)
      return source
    },
    cloudAccounts,
    close() {
      clouds.close()
      prices.close()
      for (const source of costSources) source.close()
    },
  }
}
