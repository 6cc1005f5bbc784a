import { doubledMs } from '../lib/backoff.ts'
import type { SendResult } from './messages.ts'
import {
  nextLookAt,
  OFFLINE_BACKOFF,
  PARK_AFTER,
  PARKED_RETRY_MS,
  PAUSED_RETRY_MS,
  UNKNOWN_BACKOFF,
} from './sending-pace.ts'
import { refusalKind } from './sending-refusals.ts'
import {
  frozen,
  landed,
  movedTo,
  recover,
  step,
  withoutMessage,
  type Outgoing,
  type Step,
} from './sending.ts'

export interface SettleContext {
  now: number
  /** Takes what its own channel refuses. */
  fallbackChannel: string
}

/**
 * The transition for what one attempt came to. The proof of each: `done` stands; `limited`, `unsent` and `refused`
 * certainly do not, so that trying again cannot double; `ambiguous` may, so that a post is looked for first.
 */
export function settle<R extends Outgoing>(record: R, result: SendResult, context: SettleContext): Step<R> {
  const { now } = context
  switch (result.outcome) {
    case 'done': {
      const shown = landed(record, result)
      return step(shown, shown.state === 'shown' ? null : now)
    }
    case 'limited':
      return step(waiting(record, {}), now + result.retryAfterMs, [{ kind: 'rest', ms: result.retryAfterMs }])
    case 'unsent':
      return failed(record, result.error, now)
    case 'ambiguous':
      if (record.attempt?.method === 'post') {
        return step({ ...record, state: 'ambiguous' }, nextLookAt(record.attempt.startedAt, now))
      }
      return failed(recover(record, now).record, result.error, now)
    case 'refused':
      return refusedStep(record, result, context)
  }
}

/** Slack or the way to it is down: wait longer each time, but never give up. */
function failed<R extends Outgoing>(record: R, problem: string, now: number): Step<R> {
  const failures = record.failures + 1
  return step(waiting(record, { failures, problem }), now + doubledMs(failures, OFFLINE_BACKOFF))
}

function waiting<R extends Outgoing>(record: R, change: Partial<Outgoing>): R {
  return { ...record, state: 'pending', attempt: null, ...change }
}

type Refused = Extract<SendResult, { outcome: 'refused' }>

function refusedStep<R extends Outgoing>(
  record: R,
  { error, details }: Refused,
  context: SettleContext,
): Step<R> {
  const { now, fallbackChannel } = context
  const { channel } = record
  switch (refusalKind(error)) {
    case 'everything':
      return step(waiting(record, { problem: error }), now + PAUSED_RETRY_MS, [
        { kind: 'pause-writer', error },
      ])
    case 'channel': {
      if (channel === fallbackChannel) return parked(record, { error, details }, now)
      const moved = movedTo(record, fallbackChannel, error)
      return step(moved, now, [{ kind: 'tell-admins', topic: 'channel-refused', channel, error, details }])
    }
    case 'content':
      if (record.textOnly) return parked(record, { error, details }, now)
      return step(waiting(record, { textOnly: true, problem: error }), now, [
        { kind: 'tell-admins', topic: 'content-refused', channel, error, details },
      ])
    case 'message-gone':
      return step({ ...withoutMessage(record), problem: error }, now)
    case 'message-frozen':
      return step(frozen(record, error), null, [
        { kind: 'tell-admins', topic: 'edits-refused', channel, error, details },
      ])
    case 'thread-gone':
      return outOfThread(record, { error, details }, now)
    case 'unknown':
      return notUnderstood(record, { error, details }, now)
  }
}

/** A reply that its thread does not take is told beside it. */
function outOfThread<R extends Outgoing>(
  record: R,
  why: Pick<Refused, 'error' | 'details'>,
  now: number,
): Step<R> {
  if (!('threadCardId' in record) || record.threadCardId === null) return notUnderstood(record, why, now)
  return step({ ...waiting(record, { problem: why.error }), threadCardId: null }, now)
}

function notUnderstood<R extends Outgoing>(
  record: R,
  why: Pick<Refused, 'error' | 'details'>,
  now: number,
): Step<R> {
  const failures = record.failures + 1
  if (failures >= PARK_AFTER) return parked({ ...record, failures }, why, now)
  return step(waiting(record, { failures, problem: why.error }), now + doubledMs(failures, UNKNOWN_BACKOFF))
}

/** A person must act; until then it is tried again slowly and shown in `doctor`. */
function parked<R extends Outgoing>(
  record: R,
  why: Pick<Refused, 'error' | 'details'>,
  now: number,
): Step<R> {
  const parkedRecord = { ...record, state: 'parked' as const, attempt: null, problem: why.error }
  return step(parkedRecord, now + PARKED_RETRY_MS, [
    { kind: 'tell-admins', topic: 'parked', channel: record.channel, ...why },
  ])
}
