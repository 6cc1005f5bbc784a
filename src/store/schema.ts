import type { Generated, Selectable } from 'kysely'
import type { Severity } from '../domain/alert.ts'
import type { CardKind, NoticeKind, SendState } from '../domain/card.ts'
import type { Priority } from '../domain/message.ts'
import type { CostTables } from './cost-tables.ts'
import type { DeployTables } from './deploy-tables.ts'
import type { ResourceTables } from './resource-tables.ts'

// Times are ms since the epoch; JSON stands in text columns; truth values are 0 or 1.

export interface DeliveriesTable {
  id: string
  source_kind: 'grafana' | 'alertmanager'
  source: string
  received_at: number
  alert_count: number
  cursor: number
  truncated_alerts: number
}

export interface DeliveryBodiesTable {
  delivery_id: string
  body: Buffer
}

export interface QuarantineTable {
  delivery_id: string
  position: number
  reason: string
  excerpt: string
}

export interface EpisodesTable {
  id: string
  source: string
  fingerprint: string
  cluster: string
  namespace: string
  starts_at: number
  ends_at: number | null
  state: 'firing' | 'resolved'
  resolved_reason: string | null
  thread_id: string
  alertname: string
  severity: Severity
  labels: string
  annotations: string
  measured: string
  links: string
  rule_key: string | null
  first_seen_at: number
  last_seen_at: number
  resolved_seen_at: number | null
  ack_user: string | null
  ack_at: number | null
  version: number
}

/** Who was on an episode from when until when; `until_at` is null while it lasts. */
export interface AcknowledgementsTable {
  id: string
  episode_id: string
  user_id: string
  from_at: number
  until_at: number | null
}

export interface ThreadsTable {
  id: string
  cluster: string
  namespace: string
  channel: string
  team_id: string | null
  opened_at: number
  quiet_since: number | null
  closed_at: number | null
  mentioned_at: number
}

export interface RuleMemoryTable {
  source: string
  rule_key: string
  cluster: string
  namespace: string
  last_seen_at: number
}

/** What cards and notices share: one Slack message on its way out. */
export interface SendingColumns {
  channel: string
  ts: string | null
  priority: Priority
  state: SendState
  attempt_key: string | null
  attempt: string | null
  failures: number
  problem: string | null
  text_only: 0 | 1
}

export interface CardsTable extends SendingColumns {
  id: string
  kind: CardKind
  subject: string
  wanted_version: number
  shown_version: number
  shown_hash: string | null
}

export interface NoticesTable extends SendingColumns {
  key: string
  kind: NoticeKind
  payload: string
  thread_card_id: string | null
  created_at: number
}

/** While leased, `due_at` and `priority` are parked: they collect what is enqueued during the run. */
export interface WorkTable {
  kind: string
  key: string
  priority: number
  due_at: number
  generation: number
  attempts: number
  error: string | null
  lease_owner: string | null
  lease_until: number | null
  leased_due_at: number | null
  leased_priority: number | null
  dead_at: number | null
}

export interface AuditTable {
  id: Generated<number>
  at: number
  actor: string
  operation: string
  subject: string
  outcome: string
  details: string
  /** Of a person; null in rows that are older than the column. */
  user_id: string | null
  is_kept: 0 | 1
}

export interface AuditSealsTable {
  audit_id: number
  seal: string
}

export interface InboxTable {
  id: string
  accepted_at: number
}

export interface FactsTable {
  name: string
  value: string
}

export interface Schema extends DeployTables, ResourceTables, CostTables {
  deliveries: DeliveriesTable
  delivery_bodies: DeliveryBodiesTable
  quarantine: QuarantineTable
  episodes: EpisodesTable
  acknowledgements: AcknowledgementsTable
  threads: ThreadsTable
  rule_memory: RuleMemoryTable
  cards: CardsTable
  notices: NoticesTable
  work: WorkTable
  audit: AuditTable
  audit_seals: AuditSealsTable
  inbox: InboxTable
  facts: FactsTable
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>
