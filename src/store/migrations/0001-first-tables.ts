import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createDeliveries(db, dialect)
  await createEpisodes(db)
  await createThreads(db)
  await createMessages(db)
  await createWork(db)
  await createBooks(db, dialect)
}

async function createDeliveries(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('source_kind', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('alert_count', 'integer', (column) => column.notNull())
    .addColumn('cursor', 'integer', (column) => column.notNull())
    .addColumn('truncated_alerts', 'integer', (column) => column.notNull())
    .execute()
  // Apart from the row whose cursor moves: an update would write a large body again each time.
  await db.schema
    .createTable('delivery_bodies')
    .addColumn('delivery_id', 'text', (column) =>
      column.primaryKey().notNull().references('deliveries.id').onDelete('cascade'),
    )
    .addColumn('body', dialect.bytesType, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('deliveries_received').on('deliveries').column('received_at').execute()
  await db.schema
    .createIndex('deliveries_source')
    .on('deliveries')
    .columns(['source_kind', 'source', 'received_at', 'truncated_alerts'])
    .execute()
  await db.schema
    .createTable('quarantine')
    .addColumn('delivery_id', 'text', (column) =>
      column.notNull().references('deliveries.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('excerpt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('quarantine_key', ['delivery_id', 'position'])
    .execute()
}

async function createEpisodes(db: Kysely<unknown>): Promise<void> {
  const texts = [
    'source',
    'fingerprint',
    'cluster',
    'namespace',
    'state',
    'thread_id',
    'alertname',
    'severity',
  ]
  const json = ['labels', 'annotations', 'measured', 'links']
  const times = ['starts_at', 'first_seen_at', 'last_seen_at']
  let table = db.schema
    .createTable('episodes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
  for (const name of [...texts, ...json]) table = table.addColumn(name, 'text', (column) => column.notNull())
  for (const name of times) table = table.addColumn(name, 'bigint', (column) => column.notNull())
  for (const name of ['ends_at', 'resolved_seen_at', 'ack_at']) table = table.addColumn(name, 'bigint')
  for (const name of ['resolved_reason', 'rule_key', 'ack_user']) table = table.addColumn(name, 'text')
  await table.addColumn('version', 'integer', (column) => column.notNull()).execute()

  const unique = (name: string) => db.schema.createIndex(name).on('episodes').unique()
  const index = (name: string) => db.schema.createIndex(name).on('episodes')
  await unique('episodes_identity').columns(['source', 'fingerprint', 'starts_at']).execute()
  await unique('episodes_one_firing')
    .columns(['source', 'fingerprint'])
    .where(sql.ref('state'), '=', sql.lit('firing'))
    .execute()
  await index('episodes_thread').columns(['thread_id', 'state']).execute()
  await index('episodes_firing_rule')
    .columns(['rule_key', 'source'])
    .where(sql.ref('state'), '=', sql.lit('firing'))
    .execute()
  await index('episodes_first_seen').column('first_seen_at').execute()
  await index('episodes_resolved_seen').column('resolved_seen_at').execute()

  await db.schema
    .createTable('acknowledgements')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('episode_id', 'text', (column) =>
      column.notNull().references('episodes.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('acknowledgements_episode')
    .on('acknowledgements')
    .columns(['episode_id', 'from_at'])
    .execute()
  await db.schema
    .createIndex('acknowledgements_one_open')
    .on('acknowledgements')
    .unique()
    .column('episode_id')
    .where(sql.ref('until_at'), 'is', null)
    .execute()
}

async function createThreads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('threads')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('team_id', 'text')
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('quiet_since', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('mentioned_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('threads_one_open')
    .on('threads')
    .unique()
    .columns(['cluster', 'namespace'])
    .where(sql.ref('closed_at'), 'is', null)
    .execute()
  await db.schema
    .createTable('rule_memory')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('rule_key', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('rule_memory_key', ['source', 'rule_key', 'cluster', 'namespace'])
    .execute()
}

async function createMessages(db: Kysely<unknown>): Promise<void> {
  await withSendingColumns(db.schema.createTable('cards'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('wanted_version', 'integer', (column) => column.notNull())
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .addColumn('shown_hash', 'text')
    .addUniqueConstraint('cards_one_per_subject', ['kind', 'subject'])
    .execute()
  await withSendingColumns(db.schema.createTable('notices'))
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('thread_card_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  for (const table of ['cards', 'notices']) {
    await db.schema.createIndex(`${table}_state`).on(table).column('state').execute()
    await db.schema
      .createIndex(`${table}_problem`)
      .on(table)
      .column('state')
      .where(sql.ref('problem'), 'is not', null)
      .execute()
  }
}

function withSendingColumns<Name extends string>(
  table: CreateTableBuilder<Name>,
): CreateTableBuilder<Name, string> {
  return table
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('ts', 'text')
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempt_key', 'text')
    .addColumn('attempt', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('text_only', 'integer', (column) => column.notNull())
}

async function createWork(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('work')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('generation', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('leased_due_at', 'bigint')
    .addColumn('leased_priority', 'integer')
    .addColumn('dead_at', 'bigint')
    .addPrimaryKeyConstraint('work_key', ['kind', 'key'])
    .execute()
  const claimable = sql<boolean>`lease_until is null and dead_at is null`
  const index = (name: string) => db.schema.createIndex(name).on('work')
  await index('work_claim').columns(['kind', 'priority', 'due_at']).where(claimable).execute()
  await index('work_due').columns(['kind', 'due_at']).where(claimable).execute()
  await index('work_leases').column('lease_until').where(sql.ref('lease_until'), 'is not', null).execute()
  await index('work_dead').column('dead_at').where(sql.ref('dead_at'), 'is not', null).execute()
}

async function createBooks(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', dialect.countingKeyType)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('audit_subject').on('audit').column('subject').execute()
  await db.schema
    .createTable('inbox')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('accepted_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('inbox_accepted').on('inbox').column('accepted_at').execute()
  await db.schema
    .createTable('facts')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}
