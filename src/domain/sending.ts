import type { Attempt, SendState } from './card.ts'
import { PRIORITY, type Priority } from './message.ts'
import { nextLookAt } from './sending-pace.ts'

/** What cards and notices have in common on their way out. The functions here never change what they are given. */
export interface Outgoing {
  channel: string
  ts: string | null
  priority: Priority
  state: SendState
  attempt: Attempt | null
  failures: number
  problem: string | null
  textOnly: boolean
}

/** What a card has besides. */
interface Versioned extends Outgoing {
  wantedVersion: number
  shownVersion: number
  shownHash: string | null
}

/** Things to do beside storing the record. */
export type Effect =
  /** Admins are told once per topic, channel and day. */
  | { kind: 'tell-admins'; topic: AdminTopic; channel: string; error: string; details: string[] }
  /** Slack refuses everything of ours: nobody writes until it is probed again. */
  | { kind: 'pause-writer'; error: string }
  /** This (method, channel) rests. */
  | { kind: 'rest'; ms: number }

export type AdminTopic =
  'channel-refused' | 'content-refused' | 'edits-refused' | 'history-unreadable' | 'parked'

/** A transition: the record to store, when to look at it again (null: when it is wanted again), and the rest. */
export interface Step<R extends Outgoing> {
  record: R
  again: number | null
  effects: Effect[]
}

export function step<R extends Outgoing>(record: R, again: number | null, effects: Effect[] = []): Step<R> {
  return { record, again, effects }
}

/** Something differs between what is wanted and what stands. */
export function hasWork(record: Outgoing): boolean {
  if (record.state !== 'shown') return true
  return isVersioned(record) && record.wantedVersion > record.shownVersion
}

export function methodOf(record: Outgoing): Attempt['method'] {
  return record.ts === null ? 'post' : 'update'
}

/** Committed before the call, so that a crash leaves its trace. */
export function begin<R extends Outgoing>(record: R, attempt: Attempt): R {
  return { ...record, state: 'sending', attempt }
}

/**
 * A record found in `sending` belongs to a process that died around its call. A post may stand: history decides.
 * An update is simply made again.
 */
export function recover<R extends Outgoing>(record: R, now: number): Step<R> {
  if (record.attempt?.method === 'post') {
    return step({ ...record, state: 'ambiguous' }, nextLookAt(record.attempt.startedAt, now))
  }
  return step({ ...record, state: 'pending', attempt: null }, now)
}

/** The attempt stands as `ts`. What was wanted meanwhile is still to do. */
export function landed<R extends Outgoing>(record: R, at: { channel: string; ts: string }): R {
  const shown = {
    ...record,
    ...at,
    state: 'shown' as const,
    attempt: null,
    failures: 0,
    problem: lastingProblem(record),
  }
  if (!isVersioned(shown) || record.attempt === null) return shown
  return upToDate({
    ...shown,
    shownVersion: Math.max(shown.shownVersion, record.attempt.version),
    shownHash: record.attempt.hash,
  })
}

/** Nothing has to be sent: `version` looks like what stands, or there is nothing to tell any more. */
export function alreadyShown<R extends Outgoing>(record: R, version: number): R {
  const shown = {
    ...record,
    state: 'shown' as const,
    attempt: null,
    failures: 0,
    problem: lastingProblem(record),
  }
  return isVersioned(shown)
    ? upToDate({ ...shown, shownVersion: Math.max(shown.shownVersion, version) })
    : shown
}

/** What stands can be changed no more: nothing is left to do until something new is wanted. */
export function frozen<R extends Outgoing>(record: R, error: string): R {
  return { ...alreadyShown(record, versionOf(record)), problem: error }
}

/** The version that an attempt made now shows; notices have only one. */
export function versionOf(record: Outgoing): number {
  return isVersioned(record) ? record.wantedVersion : 1
}

export function shownHashOf(record: Outgoing): string | null {
  return isVersioned(record) ? record.shownHash : null
}

/** The message is gone or out of reach: the next attempt posts a new one. */
export function withoutMessage<R extends Outgoing>(record: R): R {
  const bare = { ...record, ts: null, state: 'pending' as const, attempt: null }
  return isVersioned(bare) ? { ...bare, shownHash: null } : bare
}

const MOVED = 'moved from '

export function movedTo<R extends Outgoing>(record: R, channel: string, error: string): R {
  const bare = withoutMessage(record)
  const moved = { ...bare, channel, failures: 0, problem: `${MOVED}${record.channel}: ${error}` }
  return 'threadCardId' in moved ? { ...moved, threadCardId: null } : moved
}

/** That it stands in another channel than intended stays worth knowing; other problems are over. */
export function lastingProblem(record: Outgoing): string | null {
  return record.problem?.startsWith(MOVED) ? record.problem : null
}

/** The urgency of what was shown is spent; the next wish brings its own. */
function upToDate<R extends Versioned>(card: R): R {
  return card.wantedVersion > card.shownVersion
    ? { ...card, state: 'pending' }
    : { ...card, priority: PRIORITY.progress }
}

function isVersioned<R extends Outgoing>(record: R): record is R & Versioned {
  return 'wantedVersion' in record
}

/** Where a moved message was meant to stand and why it does not; null when it was not moved. */
export function movedFrom(problem: string | null | undefined): { channel: string; error: string } | null {
  const [, channel, error] = new RegExp(`^${MOVED}(\\S+): (.+)$`).exec(problem ?? '') ?? []
  return channel && error ? { channel, error } : null
}
