import { totalCost, type Allocation } from './allocation.ts'
import type { Span } from './covered.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** As OpenCost writes it: `core/pkg/opencost/allocation_json.go`. */
export function wireAllocation(name: string, allocation: Allocation, window: Span) {
  const { properties, start, end, figures, volumes } = allocation
  const hours = (end - start) / HOUR_MS
  const [cpu, ram] = [efficiencyOf(allocation, 'cpu'), efficiencyOf(allocation, 'ram')]
  const [cpuCost, ramCost] = [figures.cpuCost - figures.cpuCostIdle, figures.ramCost - figures.ramCostIdle]
  const both = cpuCost + ramCost
  return {
    name,
    properties,
    window: { start: timestamp(window.from), end: timestamp(window.to) },
    start: timestamp(start),
    end: timestamp(end),
    minutes: rounded((end - start) / MINUTE_MS),
    cpuCores: rounded(figures.cpuCoreHours / hours),
    cpuCoreRequestAverage: rounded(figures.cpuRequestedHours / hours),
    cpuCoreUsageAverage: rounded(figures.cpuUsedHours / hours),
    cpuCoreHours: rounded(figures.cpuCoreHours),
    cpuCost: rounded(figures.cpuCost),
    cpuCostAdjustment: rounded(figures.cpuCostAdjustment),
    cpuCostIdle: rounded(figures.cpuCostIdle),
    cpuEfficiency: rounded(cpu),
    gpuCount: 0,
    gpuHours: 0,
    gpuCost: 0,
    gpuCostAdjustment: 0,
    gpuCostIdle: 0,
    gpuEfficiency: 0,
    networkTransferBytes: rounded(figures.networkTransferBytes),
    networkReceiveBytes: 0,
    networkCost: rounded(figures.networkCost),
    networkCrossZoneCost: 0,
    networkCrossRegionCost: 0,
    networkInternetCost: rounded(figures.networkCost),
    networkCostAdjustment: rounded(figures.networkCostAdjustment),
    loadBalancerCost: rounded(figures.loadBalancerCost),
    loadBalancerCostAdjustment: rounded(figures.loadBalancerCostAdjustment),
    pvBytes: rounded(figures.pvByteHours / hours),
    pvByteHours: rounded(figures.pvByteHours),
    pvCost: rounded(figures.pvCost),
    pvs: wireVolumes(properties.cluster ?? '', volumes),
    pvCostAdjustment: rounded(figures.pvCostAdjustment),
    ramBytes: rounded(figures.ramByteHours / hours),
    ramByteRequestAverage: rounded(figures.ramRequestedHours / hours),
    ramByteUsageAverage: rounded(figures.ramUsedHours / hours),
    ramByteHours: rounded(figures.ramByteHours),
    ramCost: rounded(figures.ramCost),
    ramCostAdjustment: rounded(figures.ramCostAdjustment),
    ramCostIdle: rounded(figures.ramCostIdle),
    ramEfficiency: rounded(ram),
    externalCost: 0,
    sharedCost: 0,
    totalCost: rounded(totalCost(allocation)),
    totalEfficiency: rounded(both === 0 ? 0 : (cpu * cpuCost + ram * ramCost) / both),
    rawAllocationOnly: null,
    lbAllocations: null,
    gpuAllocation: null,
  }
}

/** What is used of what was asked for; where nothing was, 1. */
function efficiencyOf({ figures }: Allocation, what: 'cpu' | 'ram'): number {
  const [used, requested] = [figures[`${what}UsedHours`], figures[`${what}RequestedHours`]]
  if (requested > 0) return used / requested
  return used === 0 ? 0 : 1
}

function wireVolumes(cluster: string, volumes: Allocation['volumes']) {
  const entries = Object.entries(volumes).map(([name, { byteHours, cost }]) => [
    `cluster=${cluster}:name=${name}`,
    { byteHours, cost, providerID: name },
  ])
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

/** OpenCost gives five digits. */
function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
