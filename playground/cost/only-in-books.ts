import { placeNamed } from '../clusters/cluster-places.ts'
import type { LoggedWorkload, RunningWorkload } from './usage-log.ts'

/** A namespace that nobody owns. */
export const LEFT_BEHIND = 'legacy-batch'

/** Costs money and is not shown by the clusters: two pods that somebody left behind. */
export function leftBehind(cluster: string, at: number): LoggedWorkload[] {
  if (placeNamed(cluster)?.environment === 'alpha') return []
  return [pods('job', 'nightly-import', at), pods('', 'debug-shell', at)]
}

function pods(kind: RunningWorkload['kind'], name: string, at: number): LoggedWorkload {
  const container = { name, cpuCores: 0.5, ramBytes: 2 ** 30 }
  const entry = { at, pods: 1, revision: 'registry.regatta.test/legacy/batch:2019', containers: [container] }
  return { kind, namespace: LEFT_BEHIND, name, entries: [entry] }
}

/** GiB of the volume of each pod, by `namespace/name`. */
const VOLUMES: Record<string, number> = {
  'payments-prod/ledger': 500,
  'monitoring/prometheus': 1000,
}

/** How many load balancers a workload has. */
const LOAD_BALANCERS: Record<string, number> = {
  'payments/checkout': 1,
  'chat/chat-gateway': 2,
  'search/search-api': 1,
}

/** GiB that each pod sends to the internet in an hour. */
const TRAFFIC: Record<string, number> = {
  'payments/checkout': 0.3,
  'chat/chat-gateway': 0.8,
  'feed/feed-api': 0.5,
}

/** A volume that no pod mounts. */
export const UNMOUNTED = { name: 'pvc-0f3c-of-a-deleted-ledger', gib: 2000 }

export function extrasOf({ namespace, name }: Pick<LoggedWorkload, 'namespace' | 'name'>) {
  const key = `${namespace}/${name}`
  const of = (table: Record<string, number>) => (Object.hasOwn(table, key) ? (table[key] ?? 0) : 0)
  return { volumeGib: of(VOLUMES), loadBalancers: of(LOAD_BALANCERS), trafficGib: of(TRAFFIC) }
}
