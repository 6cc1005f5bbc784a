import { sql } from 'kysely'
import { PRIORITY } from '../domain/message.ts'
import type { Dialect } from './dialect.ts'
import { statement } from './statement.ts'

/** Due time and priority of a leased item that nobody enqueued meanwhile. */
const PARKED_AT = Number.MAX_SAFE_INTEGER
const PARKED_PRIORITY = 99
const PRIORITIES = Object.values(PRIORITY)

// Naming every priority lets the index give both the order and the due ones, without sorting.
const claimable = ({ db }: Dialect, now: number, limit: number) =>
  db
    .selectFrom('work as next')
    .select(['next.kind', 'next.key'])
    .where('next.lease_until', 'is', null)
    .where('next.dead_at', 'is', null)
    .where('next.priority', 'in', PRIORITIES)
    .where('next.due_at', '<=', now)
    .orderBy('next.priority')
    .orderBy('next.due_at')
    .limit(sql<number>`${limit}`)

interface Claim {
  kinds: string
  limit: number
  now: number
  owner: string
  leaseMs: number
}

const lease = ({ db, nowMs }: Dialect, { owner, leaseMs }: Claim) =>
  db
    .updateTable('work')
    .set({
      lease_owner: owner,
      lease_until: sql<number>`${nowMs} + ${leaseMs}`,
      leased_due_at: sql<number>`due_at`,
      leased_priority: sql<number>`priority`,
      due_at: PARKED_AT,
      priority: PARKED_PRIORITY,
    })
    .returning(['kind', 'key', 'generation', 'attempts', 'leased_due_at', 'leased_priority'])

export const claimOfKind = statement((dialect, claim: Claim) =>
  lease(dialect, claim).where(({ eb, refTuple }) =>
    eb(
      refTuple('kind', 'key'),
      'in',
      claimable(dialect, claim.now, claim.limit).where('next.kind', '=', claim.kinds).$asTuple('kind', 'key'),
    ),
  ),
)

export const claimOfKinds = statement((dialect, claim: Claim) =>
  lease(dialect, claim).where(({ eb, refTuple }) =>
    eb(
      refTuple('kind', 'key'),
      'in',
      claimable(dialect, claim.now, claim.limit)
        .where((inner) => dialect.isOneOf(inner.ref('next.kind'), claim.kinds))
        .$asTuple('kind', 'key'),
    ),
  ),
)

/** What gives a leased item back: nothing enqueued meanwhile is lost, nor what was due before. */
const unleased = {
  lease_owner: null,
  lease_until: null,
  leased_due_at: null,
  leased_priority: null,
}
const earlierDue = sql<number>`case when due_at < leased_due_at then due_at else leased_due_at end`
const moreUrgent = sql<number>`case when priority < leased_priority then priority else leased_priority end`

export const freeExpired = statement(({ db, nowMs }) =>
  db
    .updateTable('work')
    .set({ ...unleased, due_at: earlierDue, priority: moreUrgent })
    .where('lease_until', 'is not', null)
    .where('lease_until', '<=', nowMs),
)

export const freeAll = statement(({ db }) =>
  db
    .updateTable('work')
    .set({ ...unleased, due_at: earlierDue, priority: moreUrgent })
    .where('lease_until', 'is not', null),
)

export const extendLeases = statement(({ db, nowMs }, input: { owner: string; leaseMs: number }) =>
  db
    .updateTable('work')
    .set({ lease_until: sql<number>`${nowMs} + ${input.leaseMs}` })
    .where('lease_until', 'is not', null)
    .where('lease_owner', '=', input.owner),
)

interface Held {
  kind: string
  key: string
  generation: number
  owner: string
}

export const deleteDone = statement(({ db }, item: Held) =>
  db
    .deleteFrom('work')
    .where('kind', '=', item.kind)
    .where('key', '=', item.key)
    .where('lease_owner', '=', item.owner)
    .where('generation', '=', item.generation),
)

/** For what was enqueued during its run: it starts anew. */
export const giveBackEnqueued = statement(({ db }, item: Held) =>
  db
    .updateTable('work')
    .set({
      ...unleased,
      due_at: sql<number>`case when due_at = ${PARKED_AT} then leased_due_at else due_at end`,
      priority: sql<number>`case when priority = ${PARKED_PRIORITY} then leased_priority else priority end`,
      attempts: 0,
      error: null,
    })
    .where('kind', '=', item.kind)
    .where('key', '=', item.key)
    .where('lease_owner', '=', item.owner),
)

interface Release extends Held {
  dueAt: number
  failed: 0 | 1
  error: string | null
}

export const release = statement(({ db }, item: Release) =>
  db
    .updateTable('work')
    .set({
      ...unleased,
      due_at: sql<number>`case when due_at < ${item.dueAt} then due_at else ${item.dueAt} end`,
      priority: moreUrgent,
      attempts: sql<number>`case when ${item.failed} = 1 then attempts + 1 else 0 end`,
      error: item.error,
    })
    .where('kind', '=', item.kind)
    .where('key', '=', item.key)
    .where('lease_owner', '=', item.owner),
)

export const bury = statement((dialect, item: Release) =>
  dialect.db
    .updateTable('work')
    .set({
      ...unleased,
      due_at: item.dueAt,
      priority: moreUrgent,
      attempts: sql<number>`attempts + 1`,
      error: item.error,
      dead_at: dialect.nowMs,
    })
    .where('kind', '=', item.kind)
    .where('key', '=', item.key)
    .where('lease_owner', '=', item.owner)
    .where('generation', '=', item.generation),
)
