/** A rollout that ended well. */
export interface PastRollout {
  readonly durationMs: number
  readonly replicas: number
  readonly finishedAt: number
}

export interface Eta {
  readonly p50Ms: number
  readonly p90Ms: number
  /** Until the median is reached; 0 once it has passed. */
  readonly remainingMs: number
  /** It takes longer than nine of ten did. */
  readonly isLate: boolean
  readonly samples: number
}

const MOST_SAMPLES = 100
/** Fewer say nothing about a tenth of them. */
const LEAST_SAMPLES = 3
/** A trend is not trusted further than this from what was measured. */
const MOST_SCALING = 4

/** From the last 100 successes of the same service and region; `null` while there are too few. */
export function etaOf(
  successes: readonly PastRollout[],
  { replicas, elapsedMs }: { replicas: number; elapsedMs: number },
): Eta | null {
  const recent = successes.toSorted((a, b) => b.finishedAt - a.finishedAt).slice(0, MOST_SAMPLES)
  if (recent.length < LEAST_SAMPLES) return null
  const perReplicaMs = trend(recent)
  const durations = recent
    .map((past) => scaled(past, perReplicaMs * (replicas - past.replicas)))
    .toSorted((a, b) => a - b)
  const p50Ms = percentile(durations, 0.5)
  const p90Ms = percentile(durations, 0.9)
  return {
    p50Ms,
    p90Ms,
    remainingMs: Math.max(0, p50Ms - elapsedMs),
    isLate: elapsedMs > p90Ms,
    samples: recent.length,
  }
}

function scaled({ durationMs }: PastRollout, byMs: number): number {
  return Math.min(durationMs * MOST_SCALING, Math.max(durationMs / MOST_SCALING, durationMs + byMs))
}

/**
 * Milliseconds that one replica more takes: the median slope over all pairs (Theil-Sen), so that a few odd rollouts
 * do not bend it. Surges in per cent make it about 0, StatefulSets make it steep; it is never negative.
 */
function trend(past: readonly PastRollout[]): number {
  const slopes: number[] = []
  for (const [index, one] of past.entries()) {
    for (const other of past.slice(index + 1)) {
      if (one.replicas === other.replicas) continue
      slopes.push((one.durationMs - other.durationMs) / (one.replicas - other.replicas))
    }
  }
  if (slopes.length === 0) return 0
  return Math.max(
    0,
    percentile(
      slopes.sort((a, b) => a - b),
      0.5,
    ),
  )
}

/** Nearest rank, of values in order. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
