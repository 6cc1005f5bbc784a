import type { PriceBasis, CostAnswer, CostFailure, CostSet, CostSource } from '../../domain/cost/source.ts'
import type { Clock } from '../../lib/clock.ts'
import { readAnswer } from './answer.ts'
import { ask } from './ask.ts'
import type { OpenCostCallNote } from './attempt.ts'
import { BrokenAnswer } from './broken-answer.ts'
import { HOUR_MS, toSets } from './sets.ts'

export interface OpenCostOptions {
  cluster: string
  /** Of the API, without `/allocation`. */
  url: string
  prices: PriceBasis
  /** ISO 4217; the answers do not tell it. */
  currency: string
  clock: Clock
  /** For one request. */
  timeoutMs?: number
  /** Above this many bytes an answer is asked for in halves. */
  mostBytes?: number
  /** For metrics and logs. */
  onCall?: (call: OpenCostCallNote) => void
}

const TIMEOUT_MS = 30_000
/** 20,000 pods for an hour, or 800 for a day; parsing it holds everything else up for a moment. */
const MOST_BYTES = 32 * 1024 * 1024

type Hours = { state: 'read'; sets: CostSet[] } | { state: 'failed'; failure: CostFailure }

interface Window {
  from: number
  to: number
}

/** What the workloads of one cluster cost, as its OpenCost tells it. */
export function createOpenCost(options: OpenCostOptions): CostSource {
  const { cluster, prices, currency, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES } = options

  const readHours = async (window: Window, signal: AbortSignal): Promise<Hours> => {
    const asked = await ask({ ...options, url: addressOf(options.url, window), timeoutMs, mostBytes, signal })
    if (asked.state === 'answered') return setsOf(() => toSets(readAnswer(asked), window, currency))
    const hours = (window.to - window.from) / HOUR_MS
    if (!asked.isTooMuch || hours <= 1) return { state: 'failed', failure: asked.failure }
    const middle = window.from + Math.ceil(hours / 2) * HOUR_MS
    const first = await readHours({ ...window, to: middle }, signal)
    if (first.state === 'failed') return first
    const second = await readHours({ ...window, from: middle }, signal)
    return second.state === 'failed' ? second : { state: 'read', sets: [...first.sets, ...second.sets] }
  }
  return {
    id: `opencost:${cluster}`,
    kind: 'opencost',
    place: cluster,
    cluster,
    unit: 'hour',
    prices,
    async read(window, { signal }): Promise<CostAnswer> {
      const hours = await readHours(window, signal)
      return hours.state === 'failed' ? hours : { ...hours, notes: [] }
    },
  }
}

/**
 * Idle is told apart and shared with nobody. By pod, because minutes of pods cannot be told from those of a workload.
 * https://opencost.io/docs/integrations/api/#allocation-api
 */
function addressOf(base: string, { from, to }: Window): string {
  const url = new URL(`${base.replace(/\/+$/, '')}/allocation`)
  const query = {
    window: `${rfc3339(from)},${rfc3339(to)}`,
    step: '1h',
    aggregate: 'namespace,controllerKind,controller,pod',
    accumulate: 'false',
    includeIdle: 'true',
    shareIdle: 'false',
    idleByNode: 'false',
    resolution: '1m',
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Fractions of a second are not understood there. */
function rfc3339(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

function setsOf(read: () => CostSet[]): Hours {
  try {
    return { state: 'read', sets: read() }
  } catch (error) {
    if (!(error instanceof BrokenAnswer)) throw error
    const { message } = error
    return { state: 'failed', failure: { code: 'broken', message, requestId: null, retryAfterMs: null } }
  }
}
