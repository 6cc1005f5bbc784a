import { createHash } from 'node:crypto'
import { LISTED_NODES, PRICED_REGIONS, type ListedNode, type PricedRegion } from './pricing-table.ts'

export interface ListedProduct {
  attributes: Record<string, string>
  /** As GetProducts gives it: one product with its terms, as JSON in a text. */
  text: string
}

const ENGINES = [
  { name: 'Redis', operation: 'CreateCacheCluster:0002', share: 1 },
  { name: 'Memcached', operation: 'CreateCacheCluster:0001', share: 1 },
  { name: 'Valkey', operation: 'CreateCacheCluster:Valkey', share: 0.8 },
] as const

/** What is asked on top of the node's price for engines that are out of support. */
const SURCHARGES = [
  { usage: 'ExtendedSupportYr1_Yr2-NodeUsage', share: 0.8 },
  { usage: 'ExtendedSupportYr3-NodeUsage', share: 1.6 },
]

/**
 * Everything on the list. The rows of one node type are as in the real list: three engines share one usage type, and
 * surcharges carry the engine Redis and the node type as the node itself does; only their usage type tells them apart.
 */
export function listedProducts(): ListedProduct[] {
  return (Object.keys(PRICED_REGIONS) as PricedRegion[]).flatMap((region) =>
    LISTED_NODES.flatMap((node) => [...surchargesOf(node, region), ...nodesOf(node, region)]),
  )
}

function nodesOf(node: ListedNode, region: PricedRegion): ListedProduct[] {
  const { prefix } = PRICED_REGIONS[region]
  // Virginia's usage types had no prefix from the beginning.
  const usage = region === 'us-east-1' ? 'NodeUsage' : `${prefix}-NodeUsage`
  return ENGINES.map(({ name, operation, share }) => {
    const attributes = {
      ...placeOf(node, region),
      usagetype: `${usage}:${node.type}`,
      operation,
      cacheEngine: name,
      currentGeneration: 'Yes',
      instanceFamily: node.family,
      vcpu: node.vcpu,
      memory: node.memory,
      networkPerformance: node.network,
    }
    return product(attributes, Math.round(node.hourly[region] * share))
  })
}

function surchargesOf(node: ListedNode, region: PricedRegion): ListedProduct[] {
  return SURCHARGES.map(({ usage, share }) => {
    const usagetype = `${PRICED_REGIONS[region].prefix}-${usage}:${node.type}`
    const { name, operation } = ENGINES[0]
    const attributes = { ...placeOf(node, region), usagetype, operation, cacheEngine: name }
    return product(attributes, Math.round(node.hourly[region] * share))
  })
}

function placeOf({ type }: ListedNode, region: PricedRegion): Record<string, string> {
  return {
    servicecode: 'AmazonElastiCache',
    servicename: 'Amazon ElastiCache',
    locationType: 'AWS Region',
    location: PRICED_REGIONS[region].location,
    regionCode: region,
    instanceType: type,
  }
}

function product(attributes: Record<string, string>, micros: number): ListedProduct {
  const { usagetype = '', operation = '' } = attributes
  const sku = createHash('sha256')
    .update(`${usagetype} ${operation}`)
    .digest('hex')
    .slice(0, 16)
    .toUpperCase()
  const onDemand = `${sku}.JRTCKXETXF`
  const rateCode = `${onDemand}.6YS6EN2CT7`
  const usd = (micros / 1_000_000).toFixed(10)
  const text = JSON.stringify({
    product: { productFamily: 'Cache Instance', attributes, sku },
    serviceCode: 'AmazonElastiCache',
    terms: {
      OnDemand: {
        [onDemand]: {
          priceDimensions: {
            [rateCode]: {
              unit: 'Hrs',
              endRange: 'Inf',
              description: `$${micros / 1_000_000} per ${usagetype} (or partial hour)`,
              appliesTo: [],
              rateCode,
              beginRange: '0',
              pricePerUnit: { USD: usd },
            },
          },
          sku,
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: '20261101000000',
    publicationDate: '2026-11-01T00:00:00Z',
  })
  return { attributes, text }
}
