import { sql, type Kysely } from 'kysely'

/** What is searched by its age when old history is deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_at').on('audit').column('at').execute()
  await db.schema.createIndex('notices_age').on('notices').columns(['state', 'created_at']).execute()
  await db.schema
    .createIndex('threads_closed')
    .on('threads')
    .column('closed_at')
    .where(sql.ref('closed_at'), 'is not', null)
    .execute()
}
