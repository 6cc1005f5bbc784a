import type { Kysely } from 'kysely'

/** Approvals are asked for by more than deploys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('approvals').renameColumn('deploy_id', 'subject_id').execute()
  await db.schema
    .alterTable('approvals')
    .addColumn('subject_kind', 'text', (column) => column.notNull().defaultTo('deploy'))
    .execute()
}
