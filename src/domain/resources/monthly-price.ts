import type { JsonObject } from './part.ts'
import { priceQueryOf } from './plan-change.ts'
import { monthly, type Price, type Prices } from './price.ts'
import type { KindName, ResourceEnvironment } from './resource-policy.ts'

/** What a month of it costs by list price; null: unknown, or not enough is chosen. */
export async function monthlyPrice(
  prices: Prices,
  order: { kind: KindName; environment: ResourceEnvironment; wish: JsonObject },
): Promise<Price | null> {
  const asked = priceQueryOf(order)
  return asked && monthly(await prices.hourly(asked.query), asked.nodes)
}
