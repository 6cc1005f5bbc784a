import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import { listenLocally } from '../kubernetes/listen.ts'
import type { CostBook } from './cost-book.ts'
import { createOpenCostServer } from './opencost-server.ts'
import { readWorkloads } from './read-workloads.ts'
import { noteUsage } from './usage-log.ts'

const LOOK_EVERY_MS = 500

export interface CostSimulatorOptions {
  /** By name. */
  clusters: ReadonlyMap<string, Pick<KubernetesSimulator, 'state'>>
  /** Resolves when their workloads are there. */
  filled: Promise<void>
  book: CostBook
  clock: { now(): number }
  /** 0, the default: any free one. */
  port?: number
}

export interface OpenCostSeen {
  calls: number
  /** The newest answer; null: nobody asked yet. */
  askedAt: number | null
  status: number | null
}

export interface CostSimulator {
  url: string
  clusters: readonly string[]
  book: CostBook
  now(): number
  /** Of OpenCost in the cluster. */
  urlOf(cluster: string): string
  seen(cluster: string): OpenCostSeen
  /** Writes down what runs now; figures follow it from now on. */
  look(): void
  stop(): Promise<void>
}

/** Starts an OpenCost for each cluster on 127.0.0.1; figures follow what runs in them. */
export async function startCostSimulator(options: CostSimulatorOptions): Promise<CostSimulator> {
  const { clusters, filled, book, clock, port = 0 } = options
  const names = [...clusters.keys()]
  const seen = new Map<string, OpenCostSeen>()
  const versions = new Map<string, number>()
  let isFilled = false
  const look = (name: string) => {
    const cluster = clusters.get(name)
    const version = cluster?.state.version() ?? 0
    // Half of its workloads would look like deleted ones.
    if (!cluster || !isFilled || versions.get(name) === version) return
    versions.set(name, version)
    // What is there at the first start was always there.
    const at = book.saved.usage[name] === undefined ? book.saved.beganAt : clock.now()
    if (noteUsage((book.saved.usage[name] ??= {}), readWorkloads(cluster), at)) book.changed()
  }
  const lookAll = () => names.forEach(look)
  const begin = async () => {
    await filled
    isFilled = true
    lookAll()
  }
  const ready = begin()
  ready.catch(() => undefined)
  const server = createOpenCostServer({
    clusters: names,
    book,
    now: () => clock.now(),
    ready,
    look,
    onAnswer(cluster, status) {
      const calls = (seen.get(cluster)?.calls ?? 0) + 1
      seen.set(cluster, { calls, askedAt: clock.now(), status })
    },
  })
  const url = `http://127.0.0.1:${await listenLocally(server, port)}`
  const timer = setInterval(lookAll, LOOK_EVERY_MS)
  timer.unref()
  return {
    url,
    clusters: names,
    book,
    now: () => clock.now(),
    urlOf: (cluster) => `${url}/${cluster}`,
    seen: (cluster) => seen.get(cluster) ?? { calls: 0, askedAt: null, status: null },
    look: lookAll,
    async stop() {
      clearInterval(timer)
      // The clusters may have begun to end: what they no longer run is not written down.
      isFilled = false
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
