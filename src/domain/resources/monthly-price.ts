import { KINDS } from './kinds.ts'
import type { PartSpec } from './part.ts'
import { monthly, type Price, type Prices } from './price.ts'
import type { KindName } from './resource-policy.ts'

/** What a month of these parts costs by list price; null: unknown. */
export async function monthlyPrice(
  prices: Prices,
  { kind, region, parts }: { kind: KindName; region: string; parts: PartSpec[] },
): Promise<Price | null> {
  const asked = KINDS[kind].priceQuery(parts, region)
  return asked && monthly(await prices.hourly(asked.query), asked.nodes)
}
