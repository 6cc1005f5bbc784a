import type { Actor } from '../../domain/actor.ts'
import type { AuditEntry, AuditRecords } from '../../domain/store.ts'
import { jsonList } from '../dialect.ts'
import type { AuditTable, Row } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { deleteOldAudit } from './old-history.ts'

const append = statement(({ db }, entry: Omit<AuditTable, 'id'>) =>
  db.insertInto('audit').values({
    at: entry.at,
    actor: entry.actor,
    operation: entry.operation,
    subject: entry.subject,
    outcome: entry.outcome,
    details: entry.details,
  }),
)

const ofSubject = statement(({ db }, input: { subject: string }) =>
  db.selectFrom('audit').selectAll().where('subject', '=', input.subject).orderBy('id'),
)

const deleteOf = statement(({ db, isOneOf }, input: { subjects: string }) =>
  db.deleteFrom('audit').where((eb) => isOneOf(eb.ref('subject'), input.subjects)),
)

export function createAuditRecords(session: Session): AuditRecords {
  return {
    async append(entry) {
      const { at, operation, subject, outcome } = entry
      const actor = JSON.stringify(entry.actor)
      await session.change(append, {
        at,
        actor,
        operation,
        subject,
        outcome,
        details: JSON.stringify(entry.details),
      })
    },
    async ofSubject(subject) {
      return (await session.rows(ofSubject, { subject })).map(toEntry)
    },
    async deleteOf(subjects) {
      await session.change(deleteOf, { subjects: jsonList(subjects) })
    },
    deleteBefore: (at, limit) => session.change(deleteOldAudit, { at, limit }),
  }
}

function toEntry(row: Row<'audit'>): AuditEntry {
  return {
    at: row.at,
    actor: JSON.parse(row.actor) as Actor,
    operation: row.operation,
    subject: row.subject,
    outcome: row.outcome,
    details: JSON.parse(row.details) as Record<string, unknown>,
  }
}
