import type { ClusterHealth, ClusterResult } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'

const TIMEOUT_MS = 5000

export async function readHealth(calls: Calls, clock: Clock): Promise<ClusterResult<ClusterHealth>> {
  const askedAt = clock.now()
  const answer = await calls.json<{ gitVersion?: unknown }>({
    target: { path: '/version' },
    timeoutMs: TIMEOUT_MS,
  })
  if (answer.outcome !== 'ok') return answer
  const { gitVersion } = answer.value
  if (typeof gitVersion !== 'string') return { outcome: 'unreachable', error: 'the answer is not a version' }
  const latencyMs = clock.now() - askedAt
  const { serverTimeMs } = answer
  const clockAheadMs = serverTimeMs === null ? null : aheadMs(serverTimeMs, askedAt, askedAt + latencyMs)
  return { ...answer, value: { version: gitVersion, latencyMs, clockAheadMs } }
}

/** The Date header is cut to whole seconds: the server's time lies somewhere in [date, date + 1 s). */
function aheadMs(date: number, askedAt: number, answeredAt: number): number {
  if (date + 999 < askedAt) return date + 999 - askedAt
  return date > answeredAt ? date - answeredAt : 0
}
