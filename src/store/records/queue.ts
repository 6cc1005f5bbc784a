import { sql } from 'kysely'
import { PRIORITY } from '../../domain/message.ts'
import type { Enqueue } from '../../domain/store.ts'
import type { Enqueued, Session } from '../session.ts'
import { statement } from '../statement.ts'

// A dead item starts anew; a living one keeps its earliest due time and its most urgent priority.
const enqueue = statement(({ db }, item: Enqueued) =>
  db
    .insertInto('work')
    .values({
      kind: item.kind,
      key: item.key,
      priority: item.priority,
      due_at: item.dueAt,
      generation: 1,
      attempts: 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet({
        due_at: sql<number>`case when work.dead_at is not null or excluded.due_at < work.due_at then excluded.due_at else work.due_at end`,
        priority: sql<number>`case when work.dead_at is not null or excluded.priority < work.priority then excluded.priority else work.priority end`,
        generation: sql<number>`work.generation + 1`,
        attempts: sql<number>`case when work.dead_at is not null then 0 else work.attempts end`,
        error: sql<string | null>`case when work.dead_at is not null then null else work.error end`,
        dead_at: null,
      }),
    ),
)

export function createQueue(session: Session): Enqueue {
  return {
    async enqueue(kind, key, options) {
      const item = { kind, key, dueAt: options.dueAt, priority: options.priority ?? PRIORITY.normal }
      await session.change(enqueue, item)
      session.announce(item)
    },
  }
}
