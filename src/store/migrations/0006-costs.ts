import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** What things cost, whose they were, budgets and the wishes for other ones. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createGroups(db, dialect)
  await createFigures(db, dialect)
  await createSources(db, dialect)
  await createBudgets(db)
}

async function createGroups(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('cost_names')
    .addColumn('id', dialect.countingKeyType)
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('last_used', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('cost_groups')
    .addColumn('id', dialect.countingKeyType)
    .addColumn('source', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'bigint', (column) => column.notNull())
    .addColumn('part', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('cost_groups_once', ['source', 'currency', 'part'])
    .execute()
  await db.schema
    .createTable('cost_group_members')
    .addColumn('member', 'bigint', (column) => column.notNull())
    .addColumn('grp', 'bigint', (column) => column.notNull().references('cost_groups.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('cost_group_members_once', ['member', 'grp'])
    .execute()
  await db.schema.createIndex('cost_group_members_of_group').on('cost_group_members').column('grp').execute()
}

async function createFigures(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('cost_figures')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('period', 'bigint', (column) => column.notNull())
    .addColumn('grp', 'bigint', (column) => column.notNull().references('cost_groups.id'))
    .addColumn('total', 'bigint', (column) => column.notNull())
    .addColumn('body', dialect.bytesType, (column) => column.notNull())
    .addPrimaryKeyConstraint('cost_figures_once', ['unit', 'period', 'grp'])
    .execute()
  await db.schema
    .createIndex('cost_figures_of_group')
    .on('cost_figures')
    .columns(['grp', 'unit', 'period'])
    .execute()
  await db.schema
    .createTable('cost_imports')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('period', 'bigint', (column) => column.notNull())
    .addColumn('source', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('covered_ms', 'bigint', (column) => column.notNull())
    .addColumn('length_ms', 'bigint', (column) => column.notNull())
    .addColumn('is_estimated', 'integer', (column) => column.notNull())
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('cost_imports_once', ['unit', 'period', 'source'])
    .execute()
  await db.schema
    .createIndex('cost_imports_told')
    .on('cost_imports')
    .columns(['unit', 'source', 'period'])
    .where(sql.ref('state'), '<>', sql.lit('empty'))
    .execute()
}

async function createSources(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('cost_source_states')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('cost_ownership')
    .addColumn('arrival', dialect.countingKeyType)
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('team_id', 'text')
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createBudgets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('budgets')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('budget_requests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('budget_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('budget_requests')
  const state = sql.ref('state')
  await index('budget_requests_waiting')
    .columns(['created_at', 'id'])
    .where(state, '=', sql.lit('waiting'))
    .execute()
  await index('budget_requests_one_waiting')
    .unique()
    .column('budget_id')
    .where(state, '=', sql.lit('waiting'))
    .execute()
}
