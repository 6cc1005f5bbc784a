import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial indexes out of the plan.
const KEPT = sql.lit<1>(1)

export const keptAfter = statement((dialect, input: { id: number; limit: number }) =>
  keptEntries(dialect)
    .where('audit.id', '>', input.id)
    .orderBy('audit.id')
    .limit(sql<number>`${input.limit}`),
)

interface Recent {
  /** What is null does not narrow. */
  subject: string | null
  userId: string | null
  before: number
  limit: number
}

// One for each index that gives the newest first; what else narrows is looked at row by row.
export const RECENT_KEPT = {
  all: statement((dialect, input: Recent) => newest(dialect, input)),
  ofSubject: statement((dialect, input: Recent) =>
    newest(dialect, input).where('audit.subject', '=', sql<string>`${input.subject}`),
  ),
  ofUser: statement((dialect, input: Recent) =>
    newest(dialect, input).where('audit.user_id', '=', sql<string>`${input.userId}`),
  ),
  ofUserAndSubject: statement((dialect, input: Recent) =>
    newest(dialect, input)
      .where('audit.subject', '=', sql<string>`${input.subject}`)
      .where('audit.user_id', '=', sql<string>`${input.userId}`),
  ),
}

export const lastSeal = statement(({ db }) =>
  db.selectFrom('audit_seals').selectAll().orderBy('audit_id', 'desc').limit(1),
)

export const insertSeal = statement(({ db }, row: { id: number; seal: string }) =>
  db.insertInto('audit_seals').values({ audit_id: row.id, seal: row.seal }),
)

function newest(dialect: Dialect, { before, limit }: Recent) {
  return keptEntries(dialect)
    .where('audit.id', '<', before)
    .orderBy('audit.id', 'desc')
    .limit(sql<number>`${limit}`)
}

function keptEntries({ db }: Dialect) {
  return db
    .selectFrom('audit')
    .leftJoin('audit_seals', 'audit_seals.audit_id', 'audit.id')
    .selectAll('audit')
    .select('audit_seals.seal')
    .where('audit.is_kept', '=', KEPT)
}
