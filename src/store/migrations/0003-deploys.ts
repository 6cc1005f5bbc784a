import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What deploying keeps, and audit entries that are kept for good. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createBuilds(db, dialect)
  await createDeploys(db)
  await createRollouts(db)
  await createApprovals(db, dialect)
  await createLocks(db)
  await createFreezes(db)
  await createDrafts(db)
  await keepAudit(db, dialect)
}

async function createBuilds(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  let table = db.schema.createTable('builds').addColumn('arrival', dialect.countingKeyType)
  for (const name of ['project', 'service', 'digest', 'commit_key', 'body'])
    table = table.addColumn(name, 'text', (column) => column.notNull())
  await table
    .addColumn('tag', 'text')
    .addColumn('built_at', 'bigint', (column) => column.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('builds')
  await index('builds_one_per_digest').unique().columns(['project', 'service', 'digest']).execute()
  await index('builds_newest').columns(['project', 'service', 'built_at', 'arrival']).execute()
  await index('builds_tag').columns(['project', 'service', 'tag']).execute()
  await index('builds_commit').columns(['project', 'service', 'commit_key']).execute()
  // Pickers ask for these with each letter that is typed.
  await db.schema
    .createTable('built_services')
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('project', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('built_services_key', ['service', 'project'])
    .execute()
}

async function createDeploys(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('deploys')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
  for (const name of ['project', 'service', 'environment', 'kind', 'state', 'requester_id', 'digest', 'body'])
    table = table.addColumn(name, 'text', (column) => column.notNull())
  await table
    .addColumn('commit', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('deploys')
  const newest = ['created_at', 'id']
  await index('deploys_newest').columns(newest).execute()
  await index('deploys_of_project')
    .columns(['project', ...newest])
    .execute()
  await index('deploys_of_service')
    .columns(['project', 'service', ...newest])
    .execute()
  await index('deploys_of_requester')
    .columns(['requester_id', ...newest])
    .execute()
  await index('deploys_open').columns(newest).where(sql.ref('is_over'), '=', sql.lit(0)).execute()
  const succeeded = (name: string, columns: string[]) =>
    index(name)
      .columns(['project', 'service', ...columns])
      .where(sql.ref('state'), '=', sql.lit('succeeded'))
      .execute()
  await succeeded('deploys_succeeded', ['finished_at', 'id'])
  await succeeded('deploys_succeeded_there', ['environment', 'finished_at', 'id'])
  await succeeded('deploys_succeeded_digest', ['digest'])
  await succeeded('deploys_succeeded_commit', ['commit'])
}

async function createRollouts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rollouts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('deploy_id', 'text', (column) => column.notNull())
    .addColumn('wave', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('rollouts_deploy')
    .on('rollouts')
    .columns(['deploy_id', 'wave', 'position', 'id'])
    .execute()
  const place = ['project', 'service', 'environment', 'region']
  let durations = db.schema
    .createTable('rollout_durations')
    .addColumn('rollout_id', 'text', (column) => column.primaryKey().notNull())
  for (const name of place) durations = durations.addColumn(name, 'text', (column) => column.notNull())
  await durations
    .addColumn('duration_ms', 'bigint', (column) => column.notNull())
    .addColumn('replicas', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('rollout_durations_newest')
    .on('rollout_durations')
    .columns([...place, 'finished_at', 'rollout_id'])
    .execute()
}

async function createApprovals(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('approvals')
    .addColumn('arrival', dialect.countingKeyType)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('deploy_id', 'text', (column) => column.notNull())
    .addColumn('wave', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('approvals_deploy').on('approvals').columns(['deploy_id', 'arrival']).execute()
  await db.schema
    .createIndex('approvals_waiting')
    .on('approvals')
    .column('arrival')
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await db.schema
    .createIndex('approvals_one_waiting')
    .on('approvals')
    .unique()
    .columns(['deploy_id', 'wave'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await db.schema
    .createTable('approval_votes')
    .addColumn('approval_id', 'text', (column) =>
      column.notNull().references('approvals.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('plan_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('approval_votes_one_per_person', ['approval_id', 'user_id'])
    .execute()
}

async function createLocks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('locks')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('is_notable', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('locks_notable')
    .on('locks')
    .column('key')
    .where(sql.ref('is_notable'), '=', sql.lit(1))
    .execute()
}

async function createFreezes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('freezes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('project', 'text')
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('since_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint')
    .addColumn('lifted_by', 'text')
    .addColumn('lifted_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('freezes_standing')
    .on('freezes')
    .columns(['since_at', 'id'])
    .where(sql.ref('lifted_at'), 'is', null)
    .execute()
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('drafts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('drafts_created').on('drafts').column('created_at').execute()
}

async function keepAudit(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema.alterTable('audit').addColumn('user_id', 'text').execute()
  await db.schema
    .alterTable('audit')
    .addColumn('is_kept', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('audit_seals')
    .addColumn('audit_id', 'bigint', (column) => column.primaryKey().notNull().references('audit.id'))
    .addColumn('seal', 'text', (column) => column.notNull())
    .execute()
  const kept = (name: string, columns: string[]) =>
    db.schema
      .createIndex(name)
      .on('audit')
      .columns(columns)
      .where(sql.ref('is_kept'), '=', sql.lit(1))
      .execute()
  await kept('audit_kept', ['id'])
  await kept('audit_kept_user', ['user_id', 'id'])
  // Kept entries grow old for ever: a search for what may go must not pass them each time.
  await db.schema.dropIndex('audit_at').execute()
  await db.schema
    .createIndex('audit_passing')
    .on('audit')
    .column('at')
    .where(sql.ref('is_kept'), '=', sql.lit(0))
    .execute()
  for (const guard of dialect.appendOnly('audit', { key: 'id', flag: 'is_kept' })) await guard.execute(db)
  for (const guard of dialect.appendOnly('audit_seals', { key: 'audit_id' })) await guard.execute(db)
}
