import type { ClusterProblem, FollowedKind } from '../../domain/cluster.ts'
import { backoffMs } from '../../lib/backoff.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'
import { list } from './lists.ts'
import type { Followed } from './namespace-cache.ts'
import type { CallProblem } from './problems.ts'
import { watchOnce, type WatchedEnd, type WatchSink } from './watch-once.ts'

export interface ReflectSink extends WatchSink {
  /** All there is now: what is missing is gone. */
  replace(objects: Followed[]): void
  trouble(problem: ClusterProblem): void
}

export interface ReflectDeps {
  /** For the jitter: loops of different keys do not come back together. */
  key: string
  calls: Calls
  clock: Clock
  sink: ReflectSink
}

// As client-go's reflector.
const FIRST_PAUSE_MS = 800
const LONGEST_PAUSE_MS = 30_000
const HEALTHY_MS = 120_000
const RESYNC_MS = 300_000

interface Progress {
  /** Where to watch from; null: list first. */
  version: string | null
  listAgainAt: number
  failures: number
}

/**
 * List, then watch from there, until `signal` aborts. A watch that ends is taken up from the last version seen;
 * a version that the server forgot, and every five minutes, cause a new list.
 */
export async function reflect(
  deps: ReflectDeps,
  what: { resource: FollowedKind; namespace: string },
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps
  const at: Progress = { version: null, listAgainAt: 0, failures: 0 }
  while (!signal.aborted) {
    if (at.version === null || clock.now() >= at.listAgainAt) await listAnew(deps, { ...what, at, signal })
    if (at.version === null || signal.aborted) continue
    const startedAt = clock.now()
    const from = { ...what, resourceVersion: at.version }
    const { resourceVersion, end } = await watchUntil(deps, from, { due: at.listAgainAt, signal })
    if (signal.aborted) return
    at.version = resourceVersion
    const isHealthy = clock.now() - startedAt >= HEALTHY_MS
    if (isHealthy) at.failures = 0
    if (end === 'dropped' || (end === 'closed' && isHealthy)) continue
    await settle(deps, end, { at, signal })
  }
}

async function listAnew(
  deps: ReflectDeps,
  what: { resource: FollowedKind; namespace: string; at: Progress; signal: AbortSignal },
): Promise<void> {
  const { at, signal, resource, namespace } = what
  const listed = await list<Followed>(deps.calls, { resource, namespace })
  if (signal.aborted) return
  at.listAgainAt = deps.clock.now() + RESYNC_MS
  if (listed.outcome === 'ok') {
    at.version = listed.value.resourceVersion
    deps.sink.replace(listed.value.items)
  } else if (at.version === null) {
    // Only the first list is indispensable: without a later one the watch goes on where it was.
    deps.sink.trouble(listed)
    await pause(deps, at.failures++, { problem: listed, signal })
  }
}

/** What a watch's end asks for before the next one. */
async function settle(
  deps: ReflectDeps,
  end: 'closed' | CallProblem,
  { at, signal }: { at: Progress; signal: AbortSignal },
): Promise<void> {
  const failures = at.failures++
  if (end === 'closed') return pause(deps, failures, { problem: null, signal })
  if (end.outcome !== 'expired') {
    deps.sink.trouble(end)
    return pause(deps, failures, { problem: end, signal })
  }
  at.version = null
  if (failures > 0) await pause(deps, failures, { problem: end, signal })
}

/** Drops the watch when it is time to list again. */
async function watchUntil(
  deps: ReflectDeps,
  from: Parameters<typeof watchOnce>[1],
  { due, signal }: { due: number; signal: AbortSignal },
): Promise<WatchedEnd> {
  const isDue = new AbortController()
  const cancel = deps.clock.after(due - deps.clock.now(), () => isDue.abort())
  try {
    return await watchOnce(deps, from, AbortSignal.any([signal, isDue.signal]))
  } finally {
    cancel()
  }
}

async function pause(
  { clock, key }: ReflectDeps,
  failures: number,
  { problem, signal }: { problem: CallProblem | null; signal: AbortSignal },
): Promise<void> {
  const backoff = backoffMs(failures, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS, key })
  const asked = problem?.outcome === 'limited' ? problem.retryAfterMs : 0
  // An abort ends the pause and, at its next look, the loop.
  await clock.sleep(Math.max(backoff, asked), signal).catch(() => {})
}
