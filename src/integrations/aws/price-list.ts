import { z } from 'zod'
import { microsOf } from './micros.ts'

/** One product as GetProducts gives it, as JSON in a text. */
const product = z.object({
  product: z.object({ attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({ unit: z.string(), pricePerUnit: z.record(z.string(), z.string()) }),
        ),
      }),
    ),
  }),
})

/** Surcharges of old engines and nodes of local zones have the node type too, under other usage types. */
const NODE_USAGE = /^(?:[A-Z0-9]+-)?NodeUsage:/

/**
 * An hour of a node in micros of USD; null: none, or more than one, so that nobody knows. What costs nothing is an hour
 * that was reserved.
 */
export function hourlyMicros(priceList: readonly string[]): number | null {
  const prices = priceList.flatMap(read).filter((micros) => micros > 0)
  const [price] = prices
  return price !== undefined && prices.every((one) => one === price) ? price : null
}

function read(text: string): number[] {
  const parsed = product.safeParse(parse(text))
  if (!parsed.success) return []
  const { attributes } = parsed.data.product
  const { usagetype = '', locationType = 'AWS Region' } = attributes
  if (!NODE_USAGE.test(usagetype) || locationType !== 'AWS Region') return []
  return Object.values(parsed.data.terms.OnDemand)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .filter(({ unit }) => unit === 'Hrs')
    .flatMap(({ pricePerUnit }) => microsOf(pricePerUnit['USD'] ?? '') ?? [])
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
