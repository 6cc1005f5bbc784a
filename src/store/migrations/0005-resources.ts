import { sql, type Kysely } from 'kysely'

/** Resources in the cloud, the changes to them, and how long their parts took. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createResources(db)
  await createChanges(db)
  await createPartTimes(db)
}

async function createResources(db: Kysely<unknown>): Promise<void> {
  const place = ['account', 'region', 'kind', 'name']
  const inOrder = ['project', 'environment', 'name', 'id']
  let table = db.schema
    .createTable('resources')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
  for (const name of [...place, 'project', 'environment', 'requester_id', 'state', 'body'])
    table = table.addColumn(name, 'text', (column) => column.notNull())
  await table
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('price_micros', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('resources')
  const standing = sql.ref('is_over')
  await index('resources_one_standing').unique().columns(place).where(standing, '=', sql.lit(0)).execute()
  await index('resources_standing').columns(inOrder).where(standing, '=', sql.lit(0)).execute()
  await index('resources_standing_of_requester')
    .columns(['requester_id', ...inOrder])
    .where(standing, '=', sql.lit(0))
    .execute()
  await db.schema
    .createTable('resource_keys')
    .addColumn('resource_id', 'text', (column) =>
      column.notNull().references('resources.id').onDelete('cascade'),
    )
    .addColumn('key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('resource_keys_once', ['resource_id', 'key'])
    .execute()
}

async function createChanges(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('resource_changes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
  for (const name of ['resource_id', 'state', 'body'])
    table = table.addColumn(name, 'text', (column) => column.notNull())
  await table
    .addColumn('is_ended', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('resource_changes')
  const open = sql.ref('is_ended')
  await index('resource_changes_of_resource').columns(['resource_id', 'created_at', 'id']).execute()
  await index('resource_changes_one_open')
    .unique()
    .column('resource_id')
    .where(open, '=', sql.lit(0))
    .execute()
  await index('resource_changes_open').columns(['created_at', 'id']).where(open, '=', sql.lit(0)).execute()
}

async function createPartTimes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('part_times')
    .addColumn('change_id', 'text', (column) => column.notNull())
    .addColumn('part_id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('doing', 'text', (column) => column.notNull())
    .addColumn('duration_ms', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('part_times_once', ['change_id', 'part_id', 'doing'])
    .execute()
  await db.schema
    .createIndex('part_times_newest')
    .on('part_times')
    .columns(['type', 'doing', 'ended_at', 'change_id', 'part_id'])
    .execute()
}
