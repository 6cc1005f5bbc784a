import type { InboxRecords } from '../../domain/store.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const accept = statement(({ db }, input: { id: string; at: number }) =>
  db
    .insertInto('inbox')
    .values({ id: input.id, accepted_at: input.at })
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

const deleteBefore = statement(({ db }, input: { at: number }) =>
  db.deleteFrom('inbox').where('accepted_at', '<', input.at),
)

export function createInboxRecords(session: Session): InboxRecords {
  return {
    async accept(id, at) {
      return (await session.change(accept, { id, at })) === 1 ? 'first' : 'repeat'
    },
    async deleteBefore(at) {
      await session.change(deleteBefore, { at })
    },
  }
}
