import type { Clouds } from '../../src/domain/resources/cloud.ts'
import type { Prices } from '../../src/domain/resources/price.ts'
import type { ResourcePolicy } from '../../src/domain/resources/resource-policy.ts'

const policy: ResourcePolicy = { environments: [] }
const clouds: Clouds = { of: () => null }
const prices: Prices = { hourly: () => Promise.resolve(null) }

/** For who has nothing to do with the cloud. */
export const NO_RESOURCES = {
  resourcePolicy: policy,
  clouds,
  prices,
  cloudAccounts: [],
}
