import type { ThreadRecords } from '../../domain/store.ts'
import type { AlertThread } from '../../domain/thread.ts'
import { jsonList } from '../dialect.ts'
import type { Row, ThreadsTable } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { deleteEmptyThreads } from './old-history.ts'

const insert = statement(({ db }, row: ThreadsTable) =>
  db.insertInto('threads').values({ id: row.id, ...changeable(row) }),
)

const update = statement(({ db }, row: ThreadsTable) =>
  db.updateTable('threads').set(changeable(row)).where('id', '=', row.id),
)

const openAt = statement(({ db }, place: { cluster: string; namespace: string }) =>
  db
    .selectFrom('threads')
    .selectAll()
    .where('cluster', '=', place.cluster)
    .where('namespace', '=', place.namespace)
    .where('closed_at', 'is', null),
)

const allOpen = statement(({ db }) =>
  db.selectFrom('threads').selectAll().where('closed_at', 'is', null).orderBy('cluster').orderBy('namespace'),
)

const getMany = statement(({ db, isOneOf }, input: { ids: string }) =>
  db
    .selectFrom('threads')
    .selectAll()
    .where((eb) => isOneOf(eb.ref('id'), input.ids))
    .orderBy('id'),
)

export function createThreadRecords(session: Session): ThreadRecords {
  const many = async (ids: string[]) => (await session.rows(getMany, { ids: jsonList(ids) })).map(fromRow)
  return {
    async insert(thread) {
      await session.change(insert, toRow(thread))
    },
    async open(places) {
      const found: AlertThread[] = []
      for (const place of places) {
        const row = await session.first(openAt, { cluster: place.cluster, namespace: place.namespace })
        if (row) found.push(fromRow(row))
      }
      return found
    },
    async allOpen() {
      return (await session.rows(allOpen, {})).map(fromRow)
    },
    async get(id) {
      return (await many([id]))[0] ?? null
    },
    getMany: many,
    async update(thread) {
      await session.change(update, toRow(thread))
    },
    async deleteEmpty(at, limit) {
      return (await session.rows(deleteEmptyThreads, { at, limit })).map((row) => row.id)
    },
  }
}

function changeable(row: ThreadsTable): Omit<ThreadsTable, 'id'> {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    channel: row.channel,
    team_id: row.team_id,
    opened_at: row.opened_at,
    quiet_since: row.quiet_since,
    closed_at: row.closed_at,
    mentioned_at: row.mentioned_at,
  }
}

function toRow(thread: AlertThread): ThreadsTable {
  return {
    id: thread.id,
    cluster: thread.cluster,
    namespace: thread.namespace,
    channel: thread.channel,
    team_id: thread.teamId,
    opened_at: thread.openedAt,
    quiet_since: thread.quietSince,
    closed_at: thread.closedAt,
    mentioned_at: thread.mentionedAt,
  }
}

function fromRow(row: Row<'threads'>): AlertThread {
  return {
    id: row.id,
    cluster: row.cluster,
    namespace: row.namespace,
    channel: row.channel,
    teamId: row.team_id,
    openedAt: row.opened_at,
    quietSince: row.quiet_since,
    closedAt: row.closed_at,
    mentionedAt: row.mentioned_at,
  }
}
