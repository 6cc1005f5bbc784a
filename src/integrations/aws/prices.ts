import { CloudError } from '../../domain/resources/cloud.ts'
import type { PriceQuery, Prices } from '../../domain/resources/price.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AwsAccount } from './aws-account.ts'
import type { AwsCallNote } from './calls.ts'
import type { PriceReader } from './read-price.ts'

export interface PricesOptions {
  /** Whose credentials ask; prices are the same for all. null: there is none, and no price is known. */
  account: AwsAccount | null
  clock: Clock
  onCall?: (call: AwsCallNote) => void
  /** Where the list is asked for, not what for: it has few endpoints. */
  region?: string
}

/** https://docs.aws.amazon.com/general/latest/gr/billing.html#billing-pricing-api */
const LIST_REGION = 'us-east-1'
const HOUR_MS = 3_600_000
const FRESH_MS = 24 * HOUR_MS
/** An old price is better than none, for so long. */
const USABLE_MS = 30 * 24 * HOUR_MS
const ASK_AGAIN_MS = 5 * 60_000

interface Known {
  price: { micros: number; asOf: number } | null
  askAgainAt: number
}

/** List prices by the AWS Price List API, cached in this process. */
export function createPrices(options: PricesOptions): Prices & { close(): void } {
  const { account, clock } = options
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<Known>>()
  let loading: Promise<PriceReader> | null = null

  const load = (from: AwsAccount) =>
    (loading ??= import('./read-price.ts').then(({ createPriceReader }) =>
      createPriceReader({ ...options, account: from, region: options.region ?? LIST_REGION }),
    ))
  const refresh = async (from: AwsAccount, query: PriceQuery, before: Known | undefined): Promise<Known> => {
    const micros = await readOrNull(await load(from), query)
    const asOf = clock.now()
    if (micros !== null) return { price: { micros, asOf }, askAgainAt: asOf + FRESH_MS }
    return { price: before?.price ?? null, askAgainAt: asOf + ASK_AGAIN_MS }
  }
  return {
    async hourly(query) {
      if (account === null) return null
      const key = JSON.stringify([query.service, query.region, query.nodeType, query.engine])
      const before = known.get(key)
      if (before && clock.now() < before.askAgainAt) return usable(before, clock)
      const asked = underWay.get(key) ?? refresh(account, query, before)
      underWay.set(key, asked)
      try {
        const now = await asked
        known.set(key, now)
        return usable(now, clock)
      } finally {
        underWay.delete(key)
      }
    },
    close() {
      void loading?.then((reader) => reader.close())
    },
  }
}

function usable({ price }: Known, clock: Clock): Known['price'] {
  return price !== null && clock.now() - price.asOf < USABLE_MS ? price : null
}

async function readOrNull(reader: PriceReader, query: PriceQuery): Promise<number | null> {
  try {
    return await reader.read(query)
  } catch (error) {
    // Counted and logged where it was called.
    if (error instanceof CloudError) return null
    throw error
  }
}
