import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import type { Schema } from '../schema.ts'
import { appendOnly } from './append-only.ts'

export const sqliteDialect: Dialect = {
  db: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  nowMs: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
  isOneOf: (column, list) => sql<boolean>`${column} in (select value from json_each(${list}))`,
  isOneOfNumbers: (column, list) => sql<boolean>`${column} in (select value from json_each(${list}))`,
  contains: (column, text) => sql<boolean>`instr(${column}, ${text}) > 0`,
  pairs: (list) => sql`(select value ->> 0 as name, value ->> 1 as at from json_each(${list}))`,
  bytesType: sql`blob`,
  countingKeyType: sql`integer primary key autoincrement`,
  appendOnly,
}
