import { sql, type Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Migration } from './migrations/index.ts'

export interface MigrateOptions {
  dialect: Dialect
  migrations: Migration[]
  now: number
  /** Runs `fn` in one write transaction of the connection behind `db`. */
  inTransaction(fn: () => Promise<void>): Promise<void>
}

/** Brings the database forward, a transaction per step. Throws when a newer version has written it. */
export async function migrate(db: Kysely<unknown>, options: MigrateOptions): Promise<void> {
  await db.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()
  const { rows } = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(db)
  const applied = rows.map((row) => row.name)
  const unknown = applied.filter((name) => !options.migrations.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `the database was written by a newer version of the bot (unknown here: ${unknown.join(', ')}): start that version, or restore a backup from before it`,
    )
  }
  for (const migration of options.migrations) {
    if (applied.includes(migration.name)) continue
    await options.inTransaction(async () => {
      await migration.up(db, options.dialect)
      await sql`insert into schema_migrations (name, applied_at) values (${migration.name}, ${options.now})`.execute(
        db,
      )
    })
  }
}
