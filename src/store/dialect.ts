import type { Expression, Kysely, RawBuilder } from 'kysely'
import type { Schema } from './schema.ts'

/** Everything in which the databases differ; all other SQL is written once. */
export interface Dialect {
  /** Builds statements; never executes one. */
  db: Kysely<Schema>
  /** The database's own time in ms: leases are measured by it, so that a wrong clock of a process cannot steal work. */
  nowMs: RawBuilder<number>
  /** `column` is one of the texts in `list`, which is bound as JSON (see `jsonList`). */
  isOneOf(column: Expression<string>, list: string): RawBuilder<boolean>
  /** The same of numbers, bound by `jsonNumbers`. */
  isOneOfNumbers(column: Expression<number>, list: string): RawBuilder<boolean>
  /** `text` stands somewhere in `column`: taken literally, and with the case that it has. */
  contains(column: Expression<string>, text: string): RawBuilder<boolean>
  /** The pairs in `list`, bound as JSON (see `jsonPairs`), as rows. */
  pairs(list: string): RawBuilder<{ name: string; at: number }>
  bytesType: RawBuilder<unknown>
  /** Column type of a number that the database counts up, primary key included. */
  countingKeyType: RawBuilder<unknown>
  /**
   * Makes a table refuse to change, delete or replace rows: all, or those whose column `flag` is 1. Run once, by a
   * migration.
   */
  appendOnly(table: string, rows: { key: string; flag?: string }): RawBuilder<unknown>[]
}

export function jsonList(values: readonly string[]): string {
  return JSON.stringify(values)
}

export function jsonNumbers(values: readonly number[]): string {
  return JSON.stringify(values)
}

export function jsonPairs(pairs: readonly (readonly [name: string, at: number])[]): string {
  return JSON.stringify(pairs)
}
