import type { Attempt, SendState } from '../../domain/card.ts'
import type { Priority } from '../../domain/message.ts'
import type { SendingColumns } from '../schema.ts'

/** What cards and notices share. */
interface Sending {
  channel: string
  ts: string | null
  priority: Priority
  state: SendState
  attempt: Attempt | null
  failures: number
  problem: string | null
  textOnly: boolean
}

/** What a compare-and-set compares: the state as last read. */
export interface Was {
  was_state: SendState
  was_attempt_key: string | null
}

export function toSendingColumns(sending: Sending): SendingColumns {
  return {
    channel: sending.channel,
    ts: sending.ts,
    priority: sending.priority,
    state: sending.state,
    attempt_key: sending.attempt?.key ?? null,
    attempt: sending.attempt ? JSON.stringify(sending.attempt) : null,
    failures: sending.failures,
    problem: sending.problem,
    text_only: sending.textOnly ? 1 : 0,
  }
}

export function fromSendingColumns(row: SendingColumns): Sending {
  return {
    channel: row.channel,
    ts: row.ts,
    priority: row.priority,
    state: row.state,
    attempt: row.attempt === null ? null : attemptOf(row.attempt),
    failures: row.failures,
    problem: row.problem,
    textOnly: row.text_only === 1,
  }
}

/** Earlier versions stored no thread. */
function attemptOf(json: string): Attempt {
  const stored = JSON.parse(json) as Omit<Attempt, 'threadTs'> & Partial<Pick<Attempt, 'threadTs'>>
  return { ...stored, threadTs: stored.threadTs ?? null }
}

/** Passes the shared columns of a statement's input on, by name. */
export function sendingColumns(row: SendingColumns): SendingColumns {
  return {
    channel: row.channel,
    ts: row.ts,
    priority: row.priority,
    state: row.state,
    attempt_key: row.attempt_key,
    attempt: row.attempt,
    failures: row.failures,
    problem: row.problem,
    text_only: row.text_only,
  }
}
