import type { ClaimedItem, WorkItem, WorkQueue } from '../domain/store.ts'
import type { Priority } from '../domain/message.ts'
import { jsonList } from './dialect.ts'
import type { Session } from './session.ts'
import { dead, nextDue, stats } from './work-reports.ts'
import * as statements from './work-statements.ts'

export interface WorkQueueDeps {
  write<T>(fn: (session: Session) => Promise<T>): Promise<T>
  read<T>(fn: (session: Session) => Promise<T>): Promise<T>
}

export function createWorkQueue({ write, read }: WorkQueueDeps): WorkQueue {
  return {
    claim: (request) => write((session) => claim(session, request)),
    heartbeat: (owner, leaseMs) =>
      write(async (session) => {
        await session.change(statements.extendLeases, { owner, leaseMs })
      }),
    complete: (item, owner) => write((session) => complete(session, item, owner)),
    release: (item, owner, next) => write((session) => release(session, { ...item, owner }, next)),
    nextDueAt: (kinds) =>
      read(async (session) => (await session.first(nextDue, { kinds: jsonList(kinds) }))?.due_at ?? null),
    stats: (now) =>
      read(async (session) => {
        const rows = await session.rows(stats, { now })
        return rows.map(({ oldest_due_at, ...counts }) => ({ ...counts, oldestDueAt: oldest_due_at }))
      }),
    dead: (limit) =>
      read(async (session) => {
        const rows = await session.rows(dead, { limit })
        return rows.map((row) => ({
          kind: row.kind,
          key: row.key,
          attempts: row.attempts,
          error: row.error ?? '',
        }))
      }),
  }
}

async function claim(session: Session, request: Parameters<WorkQueue['claim']>[0]): Promise<ClaimedItem[]> {
  const { kinds, ...rest } = request
  const [only] = kinds
  if (only === undefined || request.limit <= 0) return []
  await session.change(statements.freeExpired, {})
  const rows =
    kinds.length === 1
      ? await session.rows(statements.claimOfKind, { ...rest, kinds: only })
      : await session.rows(statements.claimOfKinds, { ...rest, kinds: jsonList(kinds) })
  const items = rows.map((row) => ({
    kind: row.kind,
    key: row.key,
    generation: row.generation,
    attempts: row.attempts,
    dueAt: row.leased_due_at ?? request.now,
    priority: row.leased_priority as Priority,
  }))
  return items.toSorted((a, b) => a.priority - b.priority || a.dueAt - b.dueAt)
}

async function complete(session: Session, item: WorkItem, owner: string) {
  const held = { kind: item.kind, key: item.key, generation: item.generation, owner }
  if ((await session.change(statements.deleteDone, held)) === 1) return 'deleted'
  return (await session.change(statements.giveBackEnqueued, held)) === 1 ? 'again' : 'lost'
}

async function release(
  session: Session,
  { kind, key, generation, owner }: WorkItem & { owner: string },
  next: { dueAt: number; error?: string; dead?: boolean },
): Promise<void> {
  const held = { kind, key, generation, owner }
  const failed = next.error === undefined ? (0 as const) : (1 as const)
  const given = { ...held, dueAt: next.dueAt, failed, error: next.error ?? null }
  if (!next.dead) {
    await session.change(statements.release, given)
    return
  }
  // Enqueued during the run that was to be its last: it lives on.
  if ((await session.change(statements.bury, given)) === 0)
    await session.change(statements.giveBackEnqueued, held)
}
