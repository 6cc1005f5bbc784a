import { sql } from 'kysely'
import type { Notice } from '../../domain/card.ts'
import { PRIORITY, type Priority } from '../../domain/message.ts'
import type { Enqueue, NoticeRecords } from '../../domain/store.ts'
import type { NoticesTable, Row } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { deleteOldNotices } from './old-history.ts'
import { fromSendingColumns, sendingColumns, toSendingColumns, type Was } from './sending-row.ts'

type Added = Pick<
  NoticesTable,
  'key' | 'kind' | 'payload' | 'channel' | 'thread_card_id' | 'priority' | 'created_at'
>

const add = statement(({ db }, notice: Added) =>
  db
    .insertInto('notices')
    .values({
      key: notice.key,
      kind: notice.kind,
      payload: notice.payload,
      channel: notice.channel,
      thread_card_id: notice.thread_card_id,
      priority: notice.priority,
      created_at: notice.created_at,
      state: 'pending',
      failures: 0,
      text_only: 0,
    })
    .onConflict((conflict) => conflict.column('key').doNothing()),
)

const get = statement(({ db }, input: { key: string }) =>
  db.selectFrom('notices').selectAll().where('key', '=', input.key),
)

const amend = statement(({ db }, input: { key: string; payload: string; priority: Priority }) =>
  db
    .updateTable('notices')
    .set({
      payload: input.payload,
      priority: sql<Priority>`case when priority > ${input.priority} then ${input.priority} else priority end`,
    })
    .where('key', '=', input.key)
    .where('state', '=', 'pending')
    .where('attempt_key', 'is', null),
)

const save = statement(({ db }, row: NoticesTable & Was) =>
  db
    .updateTable('notices')
    .set({ thread_card_id: row.thread_card_id, ...sendingColumns(row) })
    .where('key', '=', row.key)
    .where('state', '=', row.was_state)
    .where('attempt_key', 'is not distinct from', row.was_attempt_key),
)

const withProblem = statement(({ db }, input: { limit: number }) =>
  db
    .selectFrom('notices')
    .selectAll()
    .where('problem', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('key')
    .limit(sql<number>`${input.limit}`),
)

const unfinished = statement(({ db }) =>
  db
    .selectFrom('notices')
    .selectAll()
    .where('state', 'in', ['pending', 'sending', 'ambiguous'])
    .orderBy('created_at')
    .orderBy('key'),
)

export function createNoticeRecords(session: Session, queue: Enqueue): NoticeRecords {
  return {
    async add({ key, kind, payload, channel, threadCardId, priority, createdAt, dueAt }) {
      const added = await session.change(add, {
        key,
        kind,
        payload: JSON.stringify(payload),
        channel,
        thread_card_id: threadCardId,
        priority,
        created_at: createdAt,
      })
      if (added === 0) return 'repeat'
      await queue.enqueue('send-notice', key, { dueAt, priority })
      return 'first'
    },
    async get(key) {
      const row = await session.first(get, { key })
      return row ? fromRow(row) : null
    },
    async amend(key, payload, priority = PRIORITY.progress) {
      return (await session.change(amend, { key, payload: JSON.stringify(payload), priority })) === 1
    },
    async save(notice, was) {
      const row = { ...toRow(notice), was_state: was.state, was_attempt_key: was.attemptKey }
      return (await session.change(save, row)) === 1
    },
    async withProblem(limit) {
      return (await session.rows(withProblem, { limit })).map(fromRow)
    },
    async unfinished() {
      return (await session.rows(unfinished, {})).map(fromRow)
    },
    deleteBefore: (at, limit) => session.change(deleteOldNotices, { at, limit }),
  }
}

function toRow(notice: Notice): NoticesTable {
  return {
    key: notice.key,
    kind: notice.kind,
    payload: JSON.stringify(notice.payload),
    thread_card_id: notice.threadCardId,
    created_at: notice.createdAt,
    ...toSendingColumns(notice),
  }
}

function fromRow(row: Row<'notices'>): Notice {
  return {
    key: row.key,
    kind: row.kind,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    threadCardId: row.thread_card_id,
    createdAt: row.created_at,
    ...fromSendingColumns(row),
  }
}
