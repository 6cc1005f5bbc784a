import type { Priority } from '../domain/message.ts'
import type { Statement } from './statement.ts'

export interface Enqueued {
  kind: string
  key: string
  dueAt: number
  priority: Priority
}

/** One transaction or snapshot, as the repositories see it. Each method throws once it has ended. */
export interface Session {
  rows<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Promise<Row[]>
  first<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Promise<Row | null>
  /** Number of rows changed. */
  change<Input extends object>(statement: Statement<Input>, input: Input): Promise<number>
  changeEach<Input extends object>(statement: Statement<Input>, inputs: Input[]): Promise<void>
  /** Told to the listeners after the commit. */
  announce(item: Enqueued): void
  newId(): string
}
