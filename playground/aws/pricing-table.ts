export interface ListedNode {
  type: string
  vcpu: string
  memory: string
  network: string
  family: 'Standard' | 'Memory optimized'
  /** Micros of USD an hour of Redis OSS, by region. */
  hourly: Record<PricedRegion, number>
}

export const PRICED_REGIONS = {
  'ap-northeast-2': { location: 'Asia Pacific (Seoul)', prefix: 'APN2' },
  'us-east-1': { location: 'US East (N. Virginia)', prefix: 'USE1' },
} as const
export type PricedRegion = keyof typeof PRICED_REGIONS

/**
 * Example list prices of the simulator, for the playground and tests. They are of the right size but no source: what
 * something really costs, AWS says. cache.r7g.2xlarge is left out, so that an unknown price is seen too.
 */
export const LISTED_NODES: readonly ListedNode[] = [
  small('cache.t4g.micro', '0.5 GiB', [24_000, 16_000]),
  small('cache.t4g.small', '1.37 GiB', [47_000, 32_000]),
  small('cache.t4g.medium', '3.09 GiB', [95_000, 65_000]),
  big('cache.m7g.large', ['2', '6.38 GiB'], [195_000, 158_000]),
  big('cache.m7g.xlarge', ['4', '12.94 GiB'], [388_000, 315_000]),
  big('cache.r7g.large', ['2', '13.07 GiB'], [262_000, 219_000]),
  big('cache.r7g.xlarge', ['4', '26.32 GiB'], [524_000, 437_000]),
]

type Prices = [seoul: number, virginia: number]

function small(type: string, memory: string, prices: Prices): ListedNode {
  return { type, vcpu: '2', memory, network: 'Up to 5 Gigabit', family: 'Standard', hourly: byRegion(prices) }
}

function big(type: string, [vcpu, memory]: [string, string], prices: Prices): ListedNode {
  const family = type.includes('.r') ? 'Memory optimized' : 'Standard'
  return { type, vcpu, memory, network: 'Up to 12.5 Gigabit', family, hourly: byRegion(prices) }
}

function byRegion([seoul, virginia]: Prices): Record<PricedRegion, number> {
  return { 'ap-northeast-2': seoul, 'us-east-1': virginia }
}
