export const GIB = 2 ** 30

export interface CostPlace {
  nodes: readonly string[]
  /** Of each node. */
  capacity: { cpuCores: number; ramBytes: number }
  /** USD an hour. */
  prices: { cpuCore: number; ramGib: number; storageGib: number; loadBalancer: number; internetGib: number }
  /** Share by which everything but the network is corrected, as with prices from a bill; 0: list prices. */
  adjustment: number
  /** Of the people who use it. */
  hoursEastOfUtc: number
}

/** Default prices of OpenCost (`configs/default.json`), its load balancers apart, which are free there. */
const LIST = {
  cpuCore: 0.031611,
  ramGib: 0.004237,
  storageGib: 0.00005479452,
  loadBalancer: 0.025,
  internetGib: 0.12,
}

interface Seed {
  vcpus: number
  priceFactor: number
  adjustment?: number
  hoursEastOfUtc: number
}

const SEEDS: Record<string, Seed> = {
  'alpha-kr': { vcpus: 20, priceFactor: 1.1, hoursEastOfUtc: 9 },
  'prod-kr': { vcpus: 32, priceFactor: 1.1, hoursEastOfUtc: 9 },
  'prod-eu1': { vcpus: 32, priceFactor: 1.05, hoursEastOfUtc: 1 },
  // As with a savings plan that OpenCost was told of.
  'prod-us1': { vcpus: 32, priceFactor: 1, adjustment: -0.03, hoursEastOfUtc: -5 },
  'prod-jp1': { vcpus: 32, priceFactor: 1.2, hoursEastOfUtc: 9 },
}
const OTHER: Seed = { vcpus: 32, priceFactor: 1, hoursEastOfUtc: 0 }
const NODES = 3
const GIB_A_VCPU = 4

const places = new Map<string, CostPlace>()

/** What a cluster has, used or not: that never changes. */
export function costPlaceOf(cluster: string): CostPlace {
  const place = places.get(cluster) ?? newPlace(cluster)
  places.set(cluster, place)
  return place
}

function newPlace(cluster: string): CostPlace {
  const seed = Object.hasOwn(SEEDS, cluster) ? (SEEDS[cluster] ?? OTHER) : OTHER
  const { vcpus, priceFactor, adjustment = 0, hoursEastOfUtc } = seed
  const prices = Object.entries(LIST).map(([what, price]) => [what, price * priceFactor])
  return {
    nodes: Array.from({ length: NODES }, (_, index) => `${cluster}-node-${index + 1}`),
    capacity: { cpuCores: vcpus, ramBytes: vcpus * GIB_A_VCPU * GIB },
    prices: Object.fromEntries(prices) as CostPlace['prices'],
    adjustment,
    hoursEastOfUtc,
  }
}
