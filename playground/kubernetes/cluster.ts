import type { SimulatorClock } from '../slack/clock.ts'
import { createContainerLogs, type ContainerLogs } from './container-logs.ts'
import { noFaults, type ClusterFaults } from './faults.ts'
import { createObjectStore, type ObjectStore } from './object-store.ts'
import { DEFAULT_SETTINGS, type ClusterSettings } from './settings.ts'

/** Everything about one cluster that its API, controllers and kubelets share. */
export interface Cluster {
  name: string
  clock: SimulatorClock
  /** The cluster's own time: the clock plus its skew. */
  now(): number
  store: ObjectStore
  faults: ClusterFaults
  settings: ClusterSettings
  logs: ContainerLogs
  /** The event of each happening, to count it up when it happens again. */
  eventNames: Map<string, string>
  nodes: readonly string[]
  /** Who the token belongs to. */
  user: string
  token: string
  /** While true, new pods are Ready at once. */
  seeding: boolean
  stopped: boolean
}

export interface ClusterOptions {
  name: string
  clock: SimulatorClock
  token: string
  user: string
  nodes: number
  settings?: Partial<ClusterSettings>
}

export function createCluster(options: ClusterOptions): Cluster {
  const { name, clock, token, user } = options
  const faults = noFaults()
  const now = (): number => clock.now() + faults.clockSkewMs
  return {
    name,
    clock,
    now,
    store: createObjectStore(now),
    faults,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    logs: createContainerLogs(),
    eventNames: new Map(),
    nodes: Array.from({ length: options.nodes }, (_, index) => `${name}-node-${index + 1}`),
    user,
    token,
    seeding: false,
    stopped: false,
  }
}
