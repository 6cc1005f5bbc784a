import { sleepWith, type Clock } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp, type TestAppOptions } from './app.ts'
import { startOpenCostBooks, type Booked, type OpenCostBooks } from './opencost-books.ts'
import { resourceWorkspace } from './resource-workspace.ts'

/** The bot and the OpenCost of two clusters, prod-kr and prod-eu. */
export interface CostApp extends TestApp {
  kr: OpenCostBooks
  eu: OpenCostBooks
  urls: { kr: string; eu: string }
  restartWith(config: Record<string, unknown>): Promise<void>
}

export interface CostAppOptions extends Omit<TestAppOptions, 'config'> {
  cost?: Record<string, unknown>
  /** Other parts of the configuration. */
  config?: Record<string, unknown>
  /** What every hour costs, but for those that a test writes. */
  usual?: { kr?: Booked[]; eu?: Booked[] }
  /** How many days of history there are when it starts; 14 by default. */
  historyDays?: number
}

/** A Wednesday, 12:20 in Seoul: far from every midnight and change of clocks. */
export const NOON = Date.parse('2026-11-18T03:20:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const USUAL_KR: Booked[] = [
  { namespace: 'payments', controller: 'checkout', pods: 2, cpuCost: 4, ramCost: 1 },
  { namespace: 'orders', controller: 'orders-api', pods: 1, cpuCost: 2 },
  { namespace: 'kube-system', controller: 'coredns', cpuCost: 0.5 },
  { namespace: 'attic', controller: 'forgotten', cpuCost: 0.25 },
  { namespace: '__idle__', controller: '', cpuCost: 3 },
]

export const USUAL_EU: Booked[] = [
  { namespace: 'payments', controller: 'checkout', pods: 1, cpuCost: 1.5, ramCost: 0.5 },
]

/** `eu` is of that cluster alone. */
export function costConfig(
  urls: { kr: string; eu: string },
  { eu, ...cost }: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    cost: {
      clusters: [
        { cluster: 'prod-kr', url: urls.kr },
        { cluster: 'prod-eu', url: urls.eu, ...(eu as Record<string, unknown> | undefined) },
      ],
      charts: 'text',
      daily: { enabled: false },
      weekly: { enabled: false },
      budgets: { financeGroups: ['S0APPROVERS'] },
      ...cost,
    },
  }
}

export async function startCostApp(options: CostAppOptions = {}): Promise<CostApp> {
  const { usual, historyDays = 14, base = NOON, speed = 10 } = options
  const [kr, eu] = [await startOpenCostBooks(), await startOpenCostBooks()]
  kr.usual(usual?.kr ?? USUAL_KR)
  eu.usual(usual?.eu ?? USUAL_EU)
  for (const books of [kr, eu]) books.begin(base - historyDays * DAY_MS)
  const urls = { kr: kr.url, eu: eu.url }
  const started = await startTestApp({
    ...options,
    speed,
    clock: options.clock ?? clockFrom(base, speed),
    slack: { workspace: resourceWorkspace(), ...options.slack },
    config: { ...costConfig(urls, options.cost), ...options.config },
  })
  const stop = async () => {
    await started.stop()
    await Promise.all([kr.stop(), eu.stop()])
  }
  return Object.assign(Object.create(started) as TestApp, {
    kr,
    eu,
    urls,
    stop,
    restartWith: (config: Record<string, unknown>) =>
      started.restart({ config: { ...costConfig(urls, options.cost), ...options.config, ...config } }),
  })
}

/** Time that begins at `base`, whatever the machine's is. */
export function clockFrom(base: number, speed: number): Clock {
  const start = Date.now()
  const now = () => Math.round(base + (Date.now() - start) * speed)
  const after = (ms: number, fn: () => void) => {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms / speed), 2 ** 31 - 1))
    return () => clearTimeout(timer)
  }
  return { now, after, sleep: (ms, signal) => sleepWith(after, ms, signal) }
}
