import { sql, type RawBuilder } from 'kysely'
import type { Dialect } from '../dialect.ts'

// Replacing deletes without asking a delete trigger, so that inserting over a row is refused as well.
// https://www.sqlite.org/lang_conflict.html
export const appendOnly: Dialect['appendOnly'] = (table, { key, flag }) => {
  const isKept = (row: string) => (flag === undefined ? '1' : `${row}.${flag} = 1`)
  const trigger = (name: string, { on, when }: { on: string; when: string }): RawBuilder<unknown> =>
    sql.raw(
      `create trigger ${table}_${name} before ${on} on ${table} when ${when} ` +
        `begin select raise(abort, '${table} is append-only'); end`,
    )
  return [
    trigger('no_update', { on: 'update', when: `${isKept('old')} or ${isKept('new')}` }),
    trigger('no_delete', { on: 'delete', when: isKept('old') }),
    trigger('no_replace', {
      on: 'insert',
      when: `exists (select 1 from ${table} as present where present.${key} = new.${key} and ${isKept('present')})`,
    }),
  ]
}
