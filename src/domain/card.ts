import type { Priority } from './message.ts'

/** Wire names: stored and written into Slack metadata; they never change meaning. */
export type CardKind = 'alert-thread' | 'deploy' | 'resource-change' | 'budget-request'
export type NoticeKind =
  | 'alerts-joined'
  | 'digest'
  | 'admin'
  | 'deploy'
  | 'lock'
  | 'resource-change'
  | 'cost-digest'
  | 'cost-edition'
  | 'cost-file'
  | 'budget'

/**
 * State of one Slack message on its way out.
 * pending: something to send · sending: an attempt is committed, its outcome unknown until recorded ·
 * ambiguous: the attempt may have been carried out, history decides · shown: nothing to do ·
 * parked: refused for good, a person must act (problem says what).
 */
export type SendState = 'pending' | 'sending' | 'ambiguous' | 'shown' | 'parked'

/** The attempt that is under way or undecided. */
export interface Attempt {
  /** Stands in the message's metadata; history is searched for it. */
  key: string
  startedAt: number
  method: 'post' | 'update'
  /** The thread that it is posted into, in the record's channel. */
  threadTs: string | null
  /** The card version that this attempt shows. */
  version: number
  /** Hash of the content sent. */
  hash: string
}

/** The one Slack message that mirrors a record. At most one per (kind, subject). */
export interface Card {
  id: string
  kind: CardKind
  /** Id of the mirrored record. */
  subject: string
  channel: string
  /** Slack's id of the message, null until it stands. */
  ts: string | null
  wantedVersion: number
  shownVersion: number
  shownHash: string | null
  priority: Priority
  state: SendState
  attempt: Attempt | null
  failures: number
  /** Slack's last refusal in words, null when there is none. */
  problem: string | null
  /** True when Slack refused the blocks and only the text is shown. */
  textOnly: boolean
}

/** A message that must ping, sent once: an outbox row with a unique key. */
export interface Notice {
  key: string
  kind: NoticeKind
  /** What the view needs; rendered when it is sent. */
  payload: Record<string, unknown>
  channel: string
  /** Posted as a reply to this card's message (and not before it stands). */
  threadCardId: string | null
  ts: string | null
  priority: Priority
  state: SendState
  attempt: Attempt | null
  failures: number
  problem: string | null
  textOnly: boolean
  createdAt: number
}
