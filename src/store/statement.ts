import type { Compilable } from 'kysely'
import type { Dialect } from './dialect.ts'

/** A statement that is compiled once and then only bound: compiling costs more than most statements themselves. */
export interface Statement<Input extends object, Row = unknown> {
  bind(dialect: Dialect, input: Input): BoundStatement
  /** Carries the row type only. */
  readonly row?: Row
}

export interface BoundStatement {
  sql: string
  parameters: unknown[]
}

class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * `build` sees a stand-in for each property of the input, so it must pass them on as values and look at none.
 */
export function statement<Input extends object, Row = unknown>(
  build: (dialect: Dialect, input: Input) => Compilable<Row>,
): Statement<Input, Row> {
  const compiled = new Map<Dialect, { sql: string; parameters: readonly unknown[] }>()
  const stand = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Input
  return {
    bind(dialect, input) {
      let ready = compiled.get(dialect)
      if (!ready) {
        const { sql, parameters } = build(dialect, stand).compile()
        ready = { sql, parameters }
        compiled.set(dialect, ready)
      }
      const values = input as Record<string, unknown>
      const parameters = ready.parameters.map((value) => (value instanceof Slot ? values[value.name] : value))
      return { sql: ready.sql, parameters }
    },
  }
}
