import { addAllocation, type Allocation, type Figures, noFigures, UNMOUNTED_NAME } from './allocation.ts'
import type { SavedCosts } from './cost-book.ts'
import { costPlaceOf, GIB, type CostPlace } from './cost-places.ts'
import { coveredHours, cut, type Span } from './covered.ts'
import { extrasOf, leftBehind, UNMOUNTED } from './only-in-books.ts'
import { firstKnown, withPast } from './past.ts'
import { seeded } from './seeded.ts'
import type { LoggedWorkload, UsageEntry } from './usage-log.ts'
import { rateOf } from './usage-rate.ts'

const HOUR_MS = 3_600_000

interface Computation {
  saved: SavedCosts
  cluster: string
  place: CostPlace
  now: number
}

/** Everything that a cluster cost in the window, a row a container, and what each node had left. */
export function computeAllocations(
  saved: SavedCosts,
  { cluster, now }: { cluster: string; now: number },
  window: Span,
): Allocation[] {
  const computation = { saved, cluster, place: costPlaceOf(cluster), now }
  const known = { from: firstKnown(saved.beganAt), to: now }
  const sums = new Map<string, Allocation>()
  const hours = coveredHours(window, known, saved.gaps[cluster] ?? [])
  const workloads = [...Object.values(saved.usage[cluster] ?? {}), ...leftBehind(cluster, known.from)].map(
    (workload) => ({ ...workload, entries: withPast(workload, saved.beganAt) }),
  )
  for (const hour of hours)
    for (const part of hourOf(computation, workloads, hour)) {
      const key = Object.values(part.properties).map(String).join(' ')
      const sum = sums.get(key)
      if (sum) addAllocation(sum, part)
      else sums.set(key, part)
    }
  return [...sums.values()]
}

/** `hour` is within one hour, all of it seen. */
function hourOf(computation: Computation, workloads: readonly LoggedWorkload[], hour: Span): Allocation[] {
  const { saved, place } = computation
  const edges = saved.spikes.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
  const used = workloads.flatMap((workload) =>
    cut(hour, [...workload.entries.map(({ at }) => at), ...edges]).flatMap((span) =>
      podsOf(computation, workload, span),
    ),
  )
  const day = new Date(hour.from).toISOString().slice(0, 10)
  const percent = saved.restated.find((one) => one.day === day)?.percent ?? 0
  const all = [...used, ...idleOf(computation, used, hour), unmounted(computation, hour)]
  for (const { figures } of all) adjust(figures, place.adjustment + (1 + place.adjustment) * (percent / 100))
  return all
}

function adjust(figures: Figures, share: number): void {
  for (const name of ['cpuCost', 'ramCost', 'pvCost', 'networkCost', 'loadBalancerCost'] as const)
    figures[`${name}Adjustment`] += figures[name] * share
}

function podsOf(computation: Computation, workload: LoggedWorkload, span: Span): Allocation[] {
  const entry = workload.entries.findLast(({ at }) => at <= span.from)
  if (!entry) return []
  return Array.from({ length: entry.pods }, (_, index) => index).flatMap((index) =>
    entry.containers.map((_container, position) =>
      containerOf(computation, workload, { entry, index, position, span }),
    ),
  )
}

interface Which {
  entry: UsageEntry
  index: number
  /** The first container has the volume, the traffic and its part of the load balancers. */
  position: number
  span: Span
}

function containerOf(computation: Computation, workload: LoggedWorkload, which: Which): Allocation {
  const { saved, cluster, place } = computation
  const { entry, index, position, span } = which
  const { namespace, name, kind } = workload
  const container = entry.containers[position] ?? { name, cpuCores: 0, ramBytes: 0 }
  const hours = (span.to - span.from) / HOUR_MS
  const hour = Math.floor(span.from / HOUR_MS) * HOUR_MS
  const spike = saved.spikes.findLast(
    (one) => one.namespace === namespace && one.from <= span.from && (one.to === null || span.from < one.to),
  )
  const factor = spike?.factor ?? 1
  const { revision } = entry
  const rate = rateOf(workload, container, { cluster, hour, revision, beganAt: saved.beganAt, factor })
  const pod = podName(workload, entry, index)
  const node = place.nodes[Math.floor(seeded(pod) * place.nodes.length)] ?? ''
  const figures: Figures = {
    ...noFigures(),
    cpuCoreHours: rate.cpu.charged * hours,
    cpuRequestedHours: container.cpuCores * hours,
    cpuUsedHours: rate.cpu.used * hours,
    cpuCost: rate.cpu.charged * hours * place.prices.cpuCore,
    ramByteHours: rate.ram.charged * hours,
    ramRequestedHours: container.ramBytes * hours,
    ramUsedHours: rate.ram.used * hours,
    ramCost: (rate.ram.charged / GIB) * hours * place.prices.ramGib,
  }
  const volumes: Allocation['volumes'] = {}
  if (position === 0) {
    const { volumeGib, loadBalancers, trafficGib } = extrasOf(workload)
    figures.loadBalancerCost = (loadBalancers / entry.pods) * hours * place.prices.loadBalancer
    figures.networkTransferBytes = trafficGib * factor * GIB * hours
    figures.networkCost = trafficGib * factor * hours * place.prices.internetGib
    if (volumeGib > 0)
      addVolume({ figures, volumes }, `data-${name}-${index}`, { gib: volumeGib, hours, place })
  }
  return {
    role: 'used',
    properties: {
      cluster,
      node,
      container: container.name,
      ...(kind && { controller: name, controllerKind: kind }),
      namespace,
      pod,
      providerID: node,
      labels: { app: name },
    },
    start: span.from,
    end: span.to,
    figures,
    volumes,
  }
}

/** As controllers name them. */
function podName({ namespace, kind, name }: LoggedWorkload, { revision }: UsageEntry, index: number): string {
  if (kind === '') return name
  if (kind === 'statefulset') return `${name}-${index}`
  const letters = (text: string, length: number) =>
    Math.floor(seeded(`${namespace}/${name} ${text}`) * 36 ** length)
      .toString(36)
      .padStart(length, '0')
  const own = letters(`${revision} ${index}`, 5)
  return kind === 'deployment' ? `${name}-${letters(revision, 8)}-${own}` : `${name}-${own}`
}

/** What is left of each node; never less than nothing. */
function idleOf({ cluster, place }: Computation, used: readonly Allocation[], span: Span): Allocation[] {
  const hours = (span.to - span.from) / HOUR_MS
  const { capacity, prices } = place
  const left = place.nodes.map((node) => {
    const own = used.filter(({ properties }) => properties.node === node)
    const sum = (name: 'cpuCoreHours' | 'ramByteHours') =>
      own.reduce((total, { figures }) => total + figures[name], 0)
    return {
      node,
      cpuCoreHours: capacity.cpuCores * hours - sum('cpuCoreHours'),
      ramByteHours: capacity.ramBytes * hours - sum('ramByteHours'),
    }
  })
  return left.map(({ node, ...rest }) => {
    const cpuCoreHours = Math.max(0, rest.cpuCoreHours)
    const ramByteHours = Math.max(0, rest.ramByteHours)
    return {
      role: 'idle',
      properties: { cluster, node, providerID: node },
      start: span.from,
      end: span.to,
      figures: {
        ...noFigures(),
        cpuCoreHours,
        cpuCost: cpuCoreHours * prices.cpuCore,
        ramByteHours,
        ramCost: (ramByteHours / GIB) * prices.ramGib,
      },
      volumes: {},
    }
  })
}

function unmounted({ cluster, place }: Computation, span: Span): Allocation {
  const names = { namespace: UNMOUNTED_NAME, pod: UNMOUNTED_NAME, container: UNMOUNTED_NAME }
  const allocation: Allocation = {
    role: 'used',
    properties: { cluster, ...names },
    start: span.from,
    end: span.to,
    figures: noFigures(),
    volumes: {},
  }
  const hours = (span.to - span.from) / HOUR_MS
  addVolume(allocation, UNMOUNTED.name, { gib: UNMOUNTED.gib, hours, place })
  return allocation
}

function addVolume(
  { figures, volumes }: Pick<Allocation, 'figures' | 'volumes'>,
  name: string,
  { gib, hours, place }: { gib: number; hours: number; place: CostPlace },
): void {
  const volume = { byteHours: gib * GIB * hours, cost: gib * hours * place.prices.storageGib }
  figures.pvByteHours += volume.byteHours
  figures.pvCost += volume.cost
  volumes[name] = volume
}
