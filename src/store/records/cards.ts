import { sql } from 'kysely'
import type { Card } from '../../domain/card.ts'
import type { CardRecords, Enqueue } from '../../domain/store.ts'
import { jsonList } from '../dialect.ts'
import type { CardsTable, Row } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { fromSendingColumns, sendingColumns, toSendingColumns, type Was } from './sending-row.ts'

type Wanted = Pick<CardsTable, 'id' | 'kind' | 'subject' | 'channel' | 'priority'>

// A card that stands as it should has something to send again; every other state goes its own way.
const want = statement(({ db }, card: Wanted) =>
  db
    .insertInto('cards')
    .values({
      id: card.id,
      kind: card.kind,
      subject: card.subject,
      channel: card.channel,
      priority: card.priority,
      state: 'pending',
      wanted_version: 1,
      shown_version: 0,
      failures: 0,
      text_only: 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject']).doUpdateSet({
        wanted_version: sql<number>`cards.wanted_version + 1`,
        priority: sql<
          Card['priority']
        >`case when excluded.priority < cards.priority then excluded.priority else cards.priority end`,
        state: sql<Card['state']>`case when cards.state = 'shown' then 'pending' else cards.state end`,
      }),
    )
    .returningAll(),
)

const getMany = statement(({ db, isOneOf }, input: { ids: string }) =>
  db
    .selectFrom('cards')
    .selectAll()
    .where((eb) => isOneOf(eb.ref('id'), input.ids))
    .orderBy('id'),
)

// Only `want` raises the wanted version: a save must not take back what was wanted meanwhile.
const save = statement(({ db }, row: CardsTable & Was) =>
  db
    .updateTable('cards')
    .set({ shown_version: row.shown_version, shown_hash: row.shown_hash, ...sendingColumns(row) })
    .where('id', '=', row.id)
    .where('state', '=', row.was_state)
    .where('attempt_key', 'is not distinct from', row.was_attempt_key),
)

const withProblem = statement(({ db }, input: { limit: number }) =>
  db
    .selectFrom('cards')
    .selectAll()
    .where('problem', 'is not', null)
    .orderBy('id')
    .limit(sql<number>`${input.limit}`),
)

const unfinished = statement(({ db }) =>
  db.selectFrom('cards').selectAll().where('state', 'in', ['pending', 'sending', 'ambiguous']).orderBy('id'),
)

const deleteMany = statement(({ db, isOneOf }, input: { ids: string }) =>
  db.deleteFrom('cards').where((eb) => isOneOf(eb.ref('id'), input.ids)),
)

export function createCardRecords(session: Session, queue: Enqueue): CardRecords {
  const many = async (ids: string[]) => (await session.rows(getMany, { ids: jsonList(ids) })).map(fromRow)
  return {
    async want({ id, kind, subject, channel, priority, dueAt }) {
      const row = await session.first(want, { id, kind, subject, channel, priority })
      if (!row) throw new Error('wanting a card: the database returned no row')
      await queue.enqueue('show-card', row.id, { dueAt, priority })
      return fromRow(row)
    },
    async get(id) {
      return (await many([id]))[0] ?? null
    },
    getMany: many,
    async save(card, was) {
      const row = { ...toRow(card), was_state: was.state, was_attempt_key: was.attemptKey }
      return (await session.change(save, row)) === 1
    },
    async withProblem(limit) {
      return (await session.rows(withProblem, { limit })).map(fromRow)
    },
    async unfinished() {
      return (await session.rows(unfinished, {})).map(fromRow)
    },
    async deleteMany(ids) {
      await session.change(deleteMany, { ids: jsonList(ids) })
    },
  }
}

function toRow(card: Card): CardsTable {
  return {
    id: card.id,
    kind: card.kind,
    subject: card.subject,
    wanted_version: card.wantedVersion,
    shown_version: card.shownVersion,
    shown_hash: card.shownHash,
    ...toSendingColumns(card),
  }
}

function fromRow(row: Row<'cards'>): Card {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    wantedVersion: row.wanted_version,
    shownVersion: row.shown_version,
    shownHash: row.shown_hash,
    ...fromSendingColumns(row),
  }
}
