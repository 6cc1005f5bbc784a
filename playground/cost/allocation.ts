/** What an allocation sums up. Money in USD, amounts times hours. */
export const FIGURES = [
  'cpuCoreHours',
  'cpuRequestedHours',
  'cpuUsedHours',
  'cpuCost',
  'cpuCostAdjustment',
  'cpuCostIdle',
  'ramByteHours',
  'ramRequestedHours',
  'ramUsedHours',
  'ramCost',
  'ramCostAdjustment',
  'ramCostIdle',
  'pvByteHours',
  'pvCost',
  'pvCostAdjustment',
  'networkTransferBytes',
  'networkCost',
  'networkCostAdjustment',
  'loadBalancerCost',
  'loadBalancerCostAdjustment',
] as const
export type Figure = (typeof FIGURES)[number]
export type Figures = Record<Figure, number>

export interface AllocationProperties {
  cluster?: string
  node?: string
  container?: string
  controller?: string
  controllerKind?: string
  namespace?: string
  pod?: string
  providerID?: string
  labels?: Record<string, string>
}

export interface Allocation {
  role: 'used' | 'idle'
  properties: AllocationProperties
  /** First and last moment of it, ms. */
  start: number
  end: number
  figures: Figures
  /** By name of the volume. */
  volumes: Record<string, { byteHours: number; cost: number }>
}

export const IDLE = '__idle__'
export const UNMOUNTED_NAME = '__unmounted__'
export const UNALLOCATED = '__unallocated__'

const NOTHING = Object.freeze(Object.fromEntries(FIGURES.map((name) => [name, 0]))) as Figures
const COSTS = FIGURES.filter((name) => /Cost(Adjustment)?$/.test(name))

export function noFigures(): Figures {
  return { ...NOTHING }
}

/** Adds the second to the first: properties that they do not share are lost. */
export function addAllocation(
  sum: Allocation,
  { properties, start, end, figures, volumes }: Allocation,
): void {
  sum.start = Math.min(sum.start, start)
  sum.end = Math.max(sum.end, end)
  for (const name of FIGURES) sum.figures[name] += figures[name]
  for (const [name, { byteHours, cost }] of Object.entries(volumes)) {
    const known = (sum.volumes[name] ??= { byteHours: 0, cost: 0 })
    known.byteHours += byteHours
    known.cost += cost
  }
  sum.properties = shared(sum.properties, properties)
}

export function totalCost({ figures }: Pick<Allocation, 'figures'>): number {
  return COSTS.reduce((sum, name) => sum + figures[name], 0)
}

export function copyOf({ properties, figures, volumes, ...rest }: Allocation): Allocation {
  const copies = Object.entries(volumes).map(([name, volume]) => [name, { ...volume }])
  return {
    ...rest,
    properties: { ...properties },
    figures: { ...figures },
    volumes: Object.fromEntries(copies) as Allocation['volumes'],
  }
}

function shared(one: AllocationProperties, other: AllocationProperties): AllocationProperties {
  const entries = Object.entries(one).filter(([name, value]) => {
    const own = other[name as keyof AllocationProperties]
    return own === value || (name === 'labels' && JSON.stringify(own) === JSON.stringify(value))
  })
  return Object.fromEntries(entries)
}
