import type { Acknowledgement, Episode } from './episode.ts'
import type { AlertThread } from './thread.ts'
import type { Attempt, Card, CardKind, Notice, SendState } from './card.ts'
import type { Actor } from './actor.ts'
import type { Place } from './alert.ts'
import type { Priority } from './message.ts'
import type { DeployReads, DeployRecordSet } from './deploys/records.ts'
import type { ResourceReads, ResourceRecordSet } from './resources/records.ts'
import type { CostReadSet, CostRecordSet } from './cost/records.ts'

/** Port: what survives. `transaction` is the only write path. */
export interface Store {
  /**
   * Runs `fn` in one write transaction, durable when it resolves. `fn` awaits only `tx` and may be run again.
   * Throws when called inside another transaction or read of this store (it would wait for ever).
   */
  transaction<T>(fn: (tx: Records) => Promise<T>): Promise<T>
  /** A consistent snapshot; `fn` awaits only `q`. */
  read<T>(fn: (q: Reads) => Promise<T>): Promise<T>
  /** Called after a commit that enqueued work, with what was enqueued. Returns the unsubscribe function. */
  onEnqueued(
    listener: (items: { kind: string; key: string; dueAt: number; priority: Priority }[]) => void,
  ): () => void
  readonly work: WorkQueue
  /** Throws when a write cannot be committed (disk full, read-only, locked). */
  checkWritable(): Promise<void>
  close(): Promise<void>
}

export interface WorkItem {
  kind: string
  key: string
  generation: number
  attempts: number
  dueAt: number
}

/** A claim carries how urgent the item was when it was claimed. */
export interface ClaimedItem extends WorkItem {
  priority: Priority
}

/** The consumer's side of the queue. Each method is a transaction of its own. */
export interface WorkQueue {
  /** Claims up to `limit` due items of the kinds (by priority, then due time) under a lease of `leaseMs` of database time. */
  claim(request: {
    kinds: string[]
    limit: number
    now: number
    owner: string
    leaseMs: number
  }): Promise<ClaimedItem[]>
  /** Extends every lease of this owner. */
  heartbeat(owner: string, leaseMs: number): Promise<void>
  /** Deletes the item unless it was enqueued again meanwhile; then it becomes claimable. */
  complete(item: WorkItem, owner: string): Promise<'deleted' | 'again' | 'lost'>
  /** Gives it back, due at `dueAt`; with an error it counts as an attempt, without one the count begins anew. `dead` buries it (visible, not claimed again until enqueued). */
  release(
    item: WorkItem,
    owner: string,
    next: { dueAt: number; error?: string; dead?: boolean },
  ): Promise<void>
  /** Due time of the earliest unclaimed item of the kinds, null when there is none. */
  nextDueAt(kinds: string[]): Promise<number | null>
  stats(now: number): Promise<
    {
      kind: string
      waiting: number
      due: number
      /** Of what waits or runs: most of what runs only waits for its turn in Slack. */
      oldestDueAt: number | null
      running: number
      dead: number
    }[]
  >
  dead(limit: number): Promise<{ kind: string; key: string; attempts: number; error: string }[]>
}

export interface Enqueue {
  /** One row per (kind, key): the earliest due time and the most urgent priority win; each call raises the generation. */
  enqueue(kind: string, key: string, options: { dueAt: number; priority?: Priority }): Promise<void>
}

export interface Delivery {
  id: string
  sourceKind: 'grafana' | 'alertmanager'
  source: string
  receivedAt: number
  body: Buffer
  alertCount: number
  /** Alerts already ingested (index into the parsed body). */
  cursor: number
  truncatedAlerts: number
}

export interface DeliveryRecords {
  insert(delivery: Delivery, quarantined: { index: number; reason: string; excerpt: string }[]): Promise<void>
  get(id: string): Promise<Delivery | null>
  advance(id: string, cursor: number): Promise<void>
  quarantined(limit: number): Promise<
    {
      deliveryId: string
      sourceKind: Delivery['sourceKind']
      source: string
      index: number
      reason: string
      receivedAt: number
    }[]
  >
  /** Of the deliveries still kept, per source: the newest receipt, and how many alerts were malformed or cut off by the sender. */
  perSource(): Promise<
    {
      sourceKind: Delivery['sourceKind']
      source: string
      lastReceivedAt: number
      quarantined: number
      truncatedAlerts: number
    }[]
  >
  /** Deletes the oldest, but for those with an item of work left (waiting or dead). Returns their ids. */
  deleteBefore(receivedAt: number, limit: number): Promise<string[]>
}

export interface EpisodeRecords {
  /** Of each alert of one source: its episodes from `startsAt` on, and the newest one before. Older ones are none of a delivery's business: see `mergeRuns`. */
  around(source: string, alerts: { fingerprint: string; startsAt: number }[]): Promise<Episode[]>
  get(id: string): Promise<Episode | null>
  /** Throws UniqueViolation when one is known, or a second of (source, fingerprint) would be firing: close the older ones by `update` first. */
  insertMany(episodes: Episode[]): Promise<void>
  /** Compare-and-set on `version` (the stored one must be one less); false when somebody else was first. */
  update(episode: Episode): Promise<boolean>
  inThread(threadId: string): Promise<Episode[]>
  firing(filter: { source?: string; ruleKey?: string }): Promise<Episode[]>
  /** How many episodes fire in each of these threads; threads where none does are absent. */
  firingCounts(threadIds: string[]): Promise<Map<string, number>>
  /** Newest episode of (source, fingerprint). */
  latest(source: string, fingerprint: string): Promise<Episode | null>
  /** Ends the open acknowledgement interval and, when `ack` is given, begins one. Digests read these as of an hour. */
  recordAcknowledgement(episodeId: string, ack: Acknowledgement | null, at: number): Promise<void>
  /** State as of `at`: episodes seen by then and not seen resolved by then, with the acknowledgement of that moment. */
  firingAsOf(at: number): Promise<Episode[]>
  /** Episodes first seen in (from, to]. */
  newBetween(from: number, to: number): Promise<Episode[]>
  /** Episodes seen resolved in (from, to]. */
  resolvedBetween(from: number, to: number): Promise<Episode[]>
  /** Deletes episodes of threads that were closed before `at` and in which nothing fires or ended since. Returns how many. */
  deleteOver(at: number, limit: number): Promise<number>
}

export interface ThreadRecords {
  /** Throws UniqueViolation when an open thread of (cluster, namespace) exists. */
  insert(thread: AlertThread): Promise<void>
  open(places: Place[]): Promise<AlertThread[]>
  allOpen(): Promise<AlertThread[]>
  get(id: string): Promise<AlertThread | null>
  getMany(ids: string[]): Promise<AlertThread[]>
  update(thread: AlertThread): Promise<void>
  /** Deletes threads that were closed before `at` and hold no episode any more. Returns their ids. */
  deleteEmpty(at: number, limit: number): Promise<string[]>
}

export interface RuleMemoryRecords {
  remember(source: string, entries: { ruleKey: string; place: Place; at: number }[]): Promise<void>
  placesOf(
    source: string,
    ruleKeys: string[],
  ): Promise<{ ruleKey: string; place: Place; lastSeenAt: number }[]>
  /** Forgets where rules were last seen before `at`. */
  deleteBefore(at: number): Promise<void>
}

export interface CardRecords {
  /** Creates the card or raises `wantedVersion` (and the priority, if more urgent), and enqueues `show-card` at `dueAt`. Returns the card. */
  want(card: {
    id: string
    kind: CardKind
    subject: string
    channel: string
    priority: Priority
    dueAt: number
  }): Promise<Card>
  get(id: string): Promise<Card | null>
  getMany(ids: string[]): Promise<Card[]>
  /** Compare-and-set on (state, attempt key) as last read; false when somebody else was first. */
  save(card: Card, was: { state: SendState; attemptKey: string | null }): Promise<boolean>
  withProblem(limit: number): Promise<Card[]>
  unfinished(): Promise<Card[]>
  deleteMany(ids: string[]): Promise<void>
}

export interface NoticeRecords {
  /** Inserts once per key and enqueues `send-notice` at `dueAt`; 'repeat' when the key exists. */
  add(
    notice: Pick<Notice, 'key' | 'kind' | 'payload' | 'channel' | 'threadCardId' | 'priority'> & {
      createdAt: number
      dueAt: number
    },
  ): Promise<'first' | 'repeat'>
  get(key: string): Promise<Notice | null>
  /** Replaces the payload (and the priority, by a more urgent one) of a notice of which certainly nothing stands; false when something may. */
  amend(key: string, payload: Record<string, unknown>, priority?: Priority): Promise<boolean>
  save(notice: Notice, was: { state: SendState; attemptKey: string | null }): Promise<boolean>
  withProblem(limit: number): Promise<Notice[]>
  unfinished(): Promise<Notice[]>
  /** Deletes shown ones that were created before `at`, but for those of an open alert thread. Returns how many. */
  deleteBefore(at: number, limit: number): Promise<number>
}

export interface AuditEntry {
  at: number
  actor: Actor
  operation: string
  /** Id of the record decided about. */
  subject: string
  outcome: string
  details: Record<string, unknown>
  /** Kept for good and sealed in the hash chain; others are deleted with what they are about. */
  isKept?: boolean
}

export interface KeptEntry extends AuditEntry {
  id: number
  /** Of the chain, null until it is sealed. */
  seal: string | null
}

export interface AuditRecords {
  append(entry: AuditEntry): Promise<void>
  ofSubject(subject: string): Promise<AuditEntry[]>
  /** Kept entries with a greater id, in order. */
  keptAfter(id: number, limit: number): Promise<KeptEntry[]>
  /** Newest first: kept entries of operations, subjects or people as filtered. */
  recentKept(
    filter: { subject?: string; userId?: string; before?: number },
    limit: number,
  ): Promise<KeptEntry[]>
  lastSeal(): Promise<{ id: number; seal: string } | null>
  seal(seals: { id: number; seal: string }[]): Promise<void>
  /** Deletes the entries about these records. */
  deleteOf(subjects: string[]): Promise<void>
  /** Deletes entries before `at`, but for those about an episode that is kept. Returns how many. */
  deleteBefore(at: number, limit: number): Promise<number>
}

export interface InboxRecords {
  /** 'first' once per id; 'repeat' for a redelivery. */
  accept(id: string, at: number): Promise<'first' | 'repeat'>
  deleteBefore(at: number): Promise<void>
}

/** Small named facts: last digest hour, warned-at times. */
export interface FactRecords {
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  deleteMany(names: string[]): Promise<void>
}

/** Every repository, inside one transaction. */
export interface Records extends DeployRecordSet, ResourceRecordSet, CostRecordSet {
  deliveries: DeliveryRecords
  episodes: EpisodeRecords
  threads: ThreadRecords
  ruleMemory: RuleMemoryRecords
  cards: CardRecords
  notices: NoticeRecords
  queue: Enqueue
  audit: AuditRecords
  inbox: InboxRecords
  facts: FactRecords
}

/** The reading half, over a snapshot. */
export interface Reads extends DeployReads, ResourceReads, CostReadSet {
  deliveries: Pick<DeliveryRecords, 'get' | 'quarantined' | 'perSource'>
  episodes: Pick<
    EpisodeRecords,
    'around' | 'get' | 'inThread' | 'firing' | 'latest' | 'firingAsOf' | 'newBetween' | 'resolvedBetween'
  >
  threads: Pick<ThreadRecords, 'open' | 'allOpen' | 'get' | 'getMany'>
  ruleMemory: Pick<RuleMemoryRecords, 'placesOf'>
  cards: Pick<CardRecords, 'get' | 'getMany' | 'withProblem' | 'unfinished'>
  notices: Pick<NoticeRecords, 'get' | 'withProblem' | 'unfinished'>
  audit: Pick<AuditRecords, 'ofSubject' | 'keptAfter' | 'recentKept' | 'lastSeal'>
  facts: Pick<FactRecords, 'get'>
}

/** A unique index refused the row. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
}

export type { Attempt }
