import type { FactRecords } from '../../domain/store.ts'
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

export function createFactRecords(session: Session): FactRecords {
  return {
    async get(name) {
      const row = await session.first(read, { name })
      return row ? row.value : null
    },
    async set(name, value) {
      await session.change(write, { name, value })
    },
  }
}
