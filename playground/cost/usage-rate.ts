import { costPlaceOf, GIB } from './cost-places.ts'
import { OLD_REVISION } from './past.ts'
import { seeded } from './seeded.ts'
import type { ContainerSize, LoggedWorkload } from './usage-log.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const GROWTH_A_DAY = 0.003
const SWING = 0.03

/** What a container uses while it runs, and what it is charged for: what it asks for, or uses when that is more. */
export interface Rate {
  cpu: { used: number; charged: number }
  ram: { used: number; charged: number }
}

export interface RateAt {
  cluster: string
  /** Start of the hour. */
  hour: number
  revision: string
  /** Since when the figures grow. */
  beganAt: number
  /** Of a spike; 1: none. */
  factor: number
}

export function rateOf(workload: LoggedWorkload, container: ContainerSize, at: RateAt): Rate {
  const { cluster, hour, revision, beganAt, factor } = at
  const key = `${workload.namespace}/${workload.name}`
  const usual = usualSize(key)
  const busy = busyness(hour, costPlaceOf(cluster).hoursEastOfUtc)
  const grown = 1 + GROWTH_A_DAY * Math.max(-60, Math.min(60, (hour - beganAt) / DAY_MS))
  const swing = 1 + SWING * (2 * seeded(`${cluster} ${key} ${hour}`) - 1)
  const load = grown * swing * hunger(key, revision) * factor
  const cpuUsed = (container.cpuCores > 0 ? container.cpuCores * 0.7 : usual.cpuCores) * busy * load
  const ramUsed =
    (container.ramBytes > 0 ? container.ramBytes * 0.8 : usual.ramBytes) * (0.8 + 0.2 * busy) * load
  return {
    cpu: { used: cpuUsed, charged: Math.max(container.cpuCores, cpuUsed) },
    ram: { used: ramUsed, charged: Math.max(container.ramBytes, ramUsed) },
  }
}

/** What a container uses that asks for nothing. */
function usualSize(key: string): { cpuCores: number; ramBytes: number } {
  return {
    cpuCores: 0.3 + 1.5 * seeded(`cpu ${key}`),
    ramBytes: (1 + 6 * seeded(`ram ${key}`)) * GIB,
  }
}

/** Versions are not equally hungry, so that a deploy is seen in the figures. */
function hunger(key: string, revision: string): number {
  if (revision === OLD_REVISION) return 0.45
  return 0.9 + 0.25 * seeded(`${key} ${revision}`)
}

/** The rhythm of the week: by day more than at night, at weekends less. */
function busyness(hour: number, hoursEastOfUtc: number): number {
  const local = new Date(hour + hoursEastOfUtc * HOUR_MS)
  const daytime = Math.max(0, Math.sin(((local.getUTCHours() - 7) / 16) * Math.PI))
  const isWeekend = [0, 6].includes(local.getUTCDay())
  return (0.65 + 0.35 * daytime) * (isWeekend ? 0.85 : 1)
}
