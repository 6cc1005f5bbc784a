import type { Draft } from '../../domain/deploys/draft.ts'
import type { DraftRecords } from '../../domain/deploys/records.ts'
import type { DraftsTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const insert = statement(({ db }, row: DraftsTable) =>
  db.insertInto('drafts').values({ id: row.id, created_at: row.created_at, body: row.body }),
)

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('drafts').select('body').where('id', '=', input.id),
)

export const deleteOldDrafts = statement(({ db }, input: { at: number }) =>
  db.deleteFrom('drafts').where('created_at', '<', input.at),
)

export function createDraftRecords(session: Session): DraftRecords {
  return {
    async insert(draft) {
      const { id, createdAt: created_at } = draft
      await session.change(insert, { id, created_at, body: JSON.stringify(draft) })
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? (JSON.parse(row.body) as Draft) : null
    },
    async deleteBefore(at) {
      await session.change(deleteOldDrafts, { at })
    },
  }
}
