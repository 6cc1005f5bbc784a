import type { Messages } from './messages.ts'
import { isDecided, nextLookAt, DECIDED_AFTER_MS } from './sending-pace.ts'
import { landed, step, type Effect, type Outgoing, type Step } from './sending.ts'

export type Sight = Awaited<ReturnType<Messages['find']>>

export interface SightContext {
  /** When the look into history began. */
  lookedAt: number
  /** What to do when history cannot be read: alerts rather twice than never, digests rather never than twice. */
  whenUnreadable: 'again' | 'leave'
}

const READ_RETRY_MS = 2000

/** The transition of an ambiguous post for what history showed. */
export function decide<R extends Outgoing>(record: R, sight: Sight, context: SightContext): Step<R> {
  const { lookedAt } = context
  const startedAt = record.attempt?.startedAt ?? 0
  if ('failed' in sight) return notRead(record, sight, lookedAt)
  if ('unreadable' in sight) return unreadable(record, sight.unreadable, context)
  if (sight.found !== null) {
    const shown = landed(record, { channel: record.channel, ts: sight.found })
    return step(shown, shown.state === 'shown' ? null : lookedAt)
  }
  if (!isDecided(startedAt, lookedAt)) return step(record, nextLookAt(startedAt, lookedAt))
  return step({ ...record, state: 'pending', attempt: null }, lookedAt)
}

/** Nothing is decided without having read. */
function notRead<R extends Outgoing>(
  record: R,
  sight: { failed: string; retryAfterMs?: number },
  lookedAt: number,
): Step<R> {
  const effects: Effect[] = sight.retryAfterMs === undefined ? [] : [{ kind: 'rest', ms: sight.retryAfterMs }]
  return step({ ...record, problem: sight.failed }, lookedAt + (sight.retryAfterMs ?? READ_RETRY_MS), effects)
}

function unreadable<R extends Outgoing>(record: R, problem: string, context: SightContext): Step<R> {
  const told: Effect[] = [
    {
      kind: 'tell-admins',
      topic: 'history-unreadable',
      channel: record.channel,
      error: problem,
      details: [],
    },
  ]
  if (context.whenUnreadable === 'leave') {
    return step({ ...record, state: 'shown', attempt: null, problem }, null, told)
  }
  const startedAt = record.attempt?.startedAt ?? 0
  if (!isDecided(startedAt, context.lookedAt))
    return step({ ...record, problem }, startedAt + DECIDED_AFTER_MS, told)
  return step({ ...record, state: 'pending', attempt: null, problem }, context.lookedAt, told)
}
