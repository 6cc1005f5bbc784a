import type { FactRecords } from '../../domain/store.ts'
import { jsonList } from '../dialect.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const read = statement(({ db }, input: { name: string }) =>
  db.selectFrom('facts').select('value').where('name', '=', input.name),
)

const write = statement(({ db }, fact: { name: string; value: string }) =>
  db
    .insertInto('facts')
    .values({ name: fact.name, value: fact.value })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: (eb) => eb.ref('excluded.value') }),
    ),
)

const deleteMany = statement(({ db, isOneOf }, input: { names: string }) =>
  db.deleteFrom('facts').where((eb) => isOneOf(eb.ref('name'), input.names)),
)

export function createFactRecords(session: Session): FactRecords {
  return {
    async get(name) {
      const row = await session.first(read, { name })
      return row ? row.value : null
    },
    async set(name, value) {
      await session.change(write, { name, value })
    },
    async deleteMany(names) {
      await session.change(deleteMany, { names: jsonList(names) })
    },
  }
}
