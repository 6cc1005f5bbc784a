import type { Actor } from '../../domain/actor.ts'
import type { AuditEntry, AuditRecords, KeptEntry } from '../../domain/store.ts'
import { jsonList } from '../dialect.ts'
import type { AuditTable, Row } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { insertSeal, keptAfter, lastSeal, RECENT_KEPT } from './kept-audit.ts'
import { deleteOldAudit, PASSING } from './old-history.ts'

const append = statement(({ db }, entry: Omit<AuditTable, 'id'>) =>
  db.insertInto('audit').values({
    at: entry.at,
    actor: entry.actor,
    operation: entry.operation,
    subject: entry.subject,
    outcome: entry.outcome,
    details: entry.details,
    user_id: entry.user_id,
    is_kept: entry.is_kept,
  }),
)

const ofSubject = statement(({ db }, input: { subject: string }) =>
  db.selectFrom('audit').selectAll().where('subject', '=', input.subject).orderBy('id'),
)

const deleteOf = statement(({ db, isOneOf }, input: { subjects: string }) =>
  db
    .deleteFrom('audit')
    .where((eb) => isOneOf(eb.ref('subject'), input.subjects))
    .where('is_kept', '=', PASSING),
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
        user_id: entry.actor.kind === 'person' ? entry.actor.userId : null,
        is_kept: entry.isKept === true ? 1 : 0,
      })
    },
    async ofSubject(subject) {
      return (await session.rows(ofSubject, { subject })).map(toEntry)
    },
    async keptAfter(id, limit) {
      return (await session.rows(keptAfter, { id, limit })).map(toKeptEntry)
    },
    async recentKept({ subject = null, userId = null, before = Number.MAX_SAFE_INTEGER }, limit) {
      const found = RECENT_KEPT[recentBy(subject, userId)]
      return (await session.rows(found, { subject, userId, before, limit })).map(toKeptEntry)
    },
    async lastSeal() {
      const row = await session.first(lastSeal, {})
      return row ? { id: row.audit_id, seal: row.seal } : null
    },
    async seal(seals) {
      await session.changeEach(insertSeal, seals)
    },
    async deleteOf(subjects) {
      await session.change(deleteOf, { subjects: jsonList(subjects) })
    },
    deleteBefore: (at, limit) => session.change(deleteOldAudit, { at, limit }),
  }
}

function recentBy(subject: string | null, userId: string | null): keyof typeof RECENT_KEPT {
  if (subject !== null) return userId === null ? 'ofSubject' : 'ofUserAndSubject'
  return userId === null ? 'all' : 'ofUser'
}

function toKeptEntry(row: Row<'audit'> & Pick<KeptEntry, 'seal'>): KeptEntry {
  return { ...toEntry(row), id: row.id, seal: row.seal }
}

function toEntry(row: Row<'audit'>): AuditEntry {
  return {
    at: row.at,
    actor: JSON.parse(row.actor) as Actor,
    operation: row.operation,
    subject: row.subject,
    outcome: row.outcome,
    details: JSON.parse(row.details) as Record<string, unknown>,
    ...(row.is_kept === 1 ? { isKept: true } : {}),
  }
}
